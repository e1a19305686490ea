package io.stackstate.server.role;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roles of this process: started stage by stage, those of one stage side by side, and closed in
 * the reverse order, so that whoever feeds others stops before them. Thread-safe, except that
 * {@link #start} and {@link #close} are for one thread.
 */
public final class Lineup implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lineup.class);

  private final List<Role> roles = new CopyOnWriteArrayList<>();
  private volatile boolean complete;
  private volatile boolean draining;

  /**
   * What a probe tells about a role.
   *
   * @param state {@code starting}, {@code ready}, {@code degraded} (absent but not needed for the
   *     topology path) or {@code failed}
   * @param reason why it is not ready; null when it is
   */
  public record RoleState(String name, String state, boolean required, String reason) {}

  /**
   * Starts a stage and waits until each of it has started.
   *
   * @throws Exception what the first role that could not start threw
   */
  public void start(Role... stage) throws Exception {
    List<CompletableFuture<Void>> started = new ArrayList<>();
    for (Role role : stage) {
      roles.add(role);
      started.add(CompletableFuture.runAsync(() -> start(role), Lineup::spawn));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(started.toArray(CompletableFuture[]::new));
    try {
      all.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void spawn(Runnable task) {
    Thread thread = new Thread(task, "start");
    thread.setDaemon(true);
    thread.start();
  }

  private static void start(Role role) {
    long begin = System.nanoTime();
    try {
      role.start();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
    log.info("{} started in {} ms", role.name(), (System.nanoTime() - begin) / 1_000_000);
  }

  /** Says that no stage follows: before, the lineup is not ready however ready its roles are. */
  public void complete() {
    complete = true;
  }

  /** Says that the process is about to stop: it is not ready any more, and works on for now. */
  public void drain() {
    draining = true;
  }

  /** {@code starting}, {@code ready} or {@code stopping}. */
  public String state() {
    if (draining) {
      return "stopping";
    }
    return ready() ? "ready" : "starting";
  }

  /** Whether all stages have been started, every required role is ready, and none is to stop. */
  public boolean ready() {
    return complete && !draining && roles.stream().allMatch(r -> r.ready() || !r.required());
  }

  /** The roles that were started so far, in order. */
  public List<RoleState> states() {
    return roles.stream().map(Lineup::describe).toList();
  }

  private static RoleState describe(Role role) {
    String state = state(role);
    String reason =
        switch (state) {
          case "ready" -> null;
          case "failed" -> role.failure().map(Throwable::toString).orElse(null);
          default -> role.reason();
        };
    return new RoleState(role.name(), state, role.required(), reason);
  }

  private static String state(Role role) {
    if (role.failure().isPresent()) {
      return "failed";
    }
    if (role.ready()) {
      return "ready";
    }
    return role.required() ? "starting" : "degraded";
  }

  /** The first required role that has stopped for good. */
  public Optional<Role> failed() {
    return roles.stream().filter(r -> r.required() && r.failure().isPresent()).findFirst();
  }

  /** Closes in reverse order; a role that cannot close is logged and does not stop the others. */
  @Override
  public void close() {
    for (int i = roles.size() - 1; i >= 0; i--) {
      Role role = roles.get(i);
      long begin = System.nanoTime();
      try {
        role.close();
      } catch (RuntimeException e) {
        log.warn("{} did not stop in order", role.name(), e);
      }
      log.info(
          "{} stopped in {} ms",
          role.name(),
          Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }
    roles.clear();
  }
}
