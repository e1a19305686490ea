package io.stackstate.stql;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Until when a query may run: the end of its time, or until nobody wants the answer any more. */
final class Deadline {
  /** Longer ones do not fit into a count of nanoseconds. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final LongSupplier nanoTime;
  private final BooleanSupplier cancelled;
  private final long start;
  private final Duration timeout;
  private final long nanos;

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
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("the query was cancelled");
    }
    if (nanoTime.getAsLong() - start >= nanos) {
      throw new QueryTimeoutException(timeout);
    }
  }
}
