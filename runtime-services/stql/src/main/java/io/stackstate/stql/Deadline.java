package io.stackstate.stql;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Until when a query may run: the end of its time, or until nobody wants the answer any more. For
 * one query, one thread.
 */
final class Deadline {
  /** Longer ones do not fit into a count of nanoseconds. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /** One less than a power of two. The clock costs as much as ten steps of a walk. */
  private static final int EVERY = 31;

  private final LongSupplier nanoTime;
  private final BooleanSupplier cancelled;
  private final long start;
  private final Duration timeout;
  private final long nanos;
  private int steps;

  Deadline(LongSupplier nanoTime, Duration timeout, BooleanSupplier cancelled) {
    this.nanoTime = nanoTime;
    this.cancelled = cancelled;
    this.start = nanoTime.getAsLong();
    this.timeout = timeout;
    this.nanos = timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
  }

  /**
   * @throws CancellationException when the query was cancelled
   */
  void check() throws QueryTimeoutException {
    checkCancelled();
    checkTime();
  }

  /** As {@link #check}, for every step of a loop: it looks at the clock now and then only. */
  void step() throws QueryTimeoutException {
    checkCancelled();
    if ((++steps & EVERY) == 0) {
      checkTime();
    }
  }

  private void checkCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the query was cancelled");
    }
  }

  private void checkTime() throws QueryTimeoutException {
    if (nanoTime.getAsLong() - start >= nanos) {
      throw new QueryTimeoutException(timeout);
    }
  }
}
