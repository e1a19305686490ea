package io.stackstate.stql;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when a query may run. */
final class Deadline {
  /** Longer ones do not fit into a count of nanoseconds. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final LongSupplier nanoTime;
  private final long start;
  private final Duration timeout;
  private final long nanos;

  Deadline(LongSupplier nanoTime, Duration timeout) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.timeout = timeout;
    this.nanos = timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
  }

  void check() throws QueryTimeoutException {
    if (nanoTime.getAsLong() - start >= nanos) {
      throw new QueryTimeoutException(timeout);
    }
  }
}
