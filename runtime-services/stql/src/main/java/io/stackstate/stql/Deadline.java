package io.stackstate.stql;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when a query may run. */
final class Deadline {
  private final LongSupplier nanoTime;
  private final long start;
  private final Duration timeout;

  Deadline(LongSupplier nanoTime, Duration timeout) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.timeout = timeout;
  }

  void check() throws QueryTimeoutException {
    if (nanoTime.getAsLong() - start >= timeout.toNanos()) {
      throw new QueryTimeoutException(timeout);
    }
  }
}
