package io.stackstate.server.role;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A role that is one closeable service of another module.
 *
 * @param <S> the service
 */
public final class ServiceRole<S extends AutoCloseable> implements Role {
  private final String name;
  private final Callable<S> create;
  private final Start<S> start;
  private final Predicate<S> ready;
  private final Function<S, Optional<Throwable>> failure;
  private final Function<S, String> reason;
  private volatile S service;

  /** Starts a service; may fail in any way. */
  @FunctionalInterface
  public interface Start<S> {
    void accept(S service) throws Exception;
  }

  /**
   * @param create makes the service when the role starts
   * @param start what to do with it then
   * @param ready asked for {@link #ready()}; {@code failure} likewise
   */
  public ServiceRole(
      String name,
      Callable<S> create,
      Start<S> start,
      Predicate<S> ready,
      Function<S, Optional<Throwable>> failure) {
    this(name, create, start, ready, failure, service -> "it is starting");
  }

  /**
   * @param reason asked for {@link #reason()} once it is made
   */
  public ServiceRole(
      String name,
      Callable<S> create,
      Start<S> start,
      Predicate<S> ready,
      Function<S, Optional<Throwable>> failure,
      Function<S, String> reason) {
    this.name = name;
    this.create = create;
    this.start = start;
    this.ready = ready;
    this.failure = failure;
    this.reason = reason;
  }

  /** The service; only after {@link #start()}. */
  public S service() {
    if (service == null) {
      throw new IllegalStateException(name + " is not started");
    }
    return service;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() throws Exception {
    service = create.call();
    start.accept(service);
  }

  @Override
  public boolean ready() {
    S current = service;
    return current != null && ready.test(current);
  }

  @Override
  public String reason() {
    S current = service;
    return current == null ? Role.super.reason() : reason.apply(current);
  }

  @Override
  public Optional<Throwable> failure() {
    S current = service;
    return current == null ? Optional.empty() : failure.apply(current);
  }

  @Override
  public void close() {
    S current = service;
    if (current == null) {
      return;
    }
    try {
      current.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(name + " did not close", e);
    }
  }
}
