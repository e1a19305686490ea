package io.stackstate.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for a condition, in small steps, with a deadline. */
public final class Await {
  private static final long STEP_NANOS = 2_000_000;

  private Await() {}

  /** A condition whose evaluation may fail. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Waits until it holds.
   *
   * @throws IllegalStateException when it does not within ten minutes
   */
  public static void until(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not within ten minutes: " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
