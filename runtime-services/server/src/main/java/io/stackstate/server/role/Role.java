package io.stackstate.server.role;

import java.util.Optional;

/**
 * One part of the platform that this process runs. Started once by one thread, closed once; {@link
 * #ready()} and {@link #failure()} are asked from any thread at any time.
 */
public interface Role extends AutoCloseable {

  /** As configuration and probes name it. */
  String name();

  /**
   * Starts; returns when others may build on it, which can be before it is {@linkplain #ready()
   * ready}.
   *
   * @throws Exception when it cannot start; the process then says why and ends
   */
  void start() throws Exception;

  /** Whether it does its work now. */
  boolean ready();

  /** What it waits for while it is not {@linkplain #ready() ready}; one line, without secrets. */
  default String reason() {
    return "it has not started yet";
  }

  /** Why it has stopped for good; empty as long as it works or tries again by itself. */
  default Optional<Throwable> failure() {
    return Optional.empty();
  }

  /** Whether the platform is useless without it: if not, its absence is only reported. */
  default boolean required() {
    return true;
  }

  /** Drains and stops; harmless when it was never started. */
  @Override
  void close();
}
