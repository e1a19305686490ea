package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.promql.PromqlException.Kind;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** The memory and the time that an evaluation has left. One thread. */
final class Budget {
  private final PromqlLimits limits;
  private final long endNanos;
  private final BooleanSupplier canceled;
  private long left;

  Budget(PromqlLimits limits, BooleanSupplier canceled) {
    this.limits = limits;
    this.canceled = canceled;
    this.left = limits.maxSamples();
    this.endNanos = System.nanoTime() + limits.timeout().toNanos();
  }

  int left() {
    return (int) left;
  }

  /** Takes room for so many numbers, before they are there. */
  void take(long numbers) {
    left -= numbers;
    if (left < 0) {
      throw PromqlException.execution(
          "query processing would load too many samples into memory: more than "
              + limits.maxSamples());
    }
    check();
  }

  /** Room for a row, in which nothing is. */
  double[] cells(int count) {
    take(count);
    double[] cells = new double[count];
    Arrays.fill(cells, Row.ABSENT);
    return cells;
  }

  void check() {
    if (System.nanoTime() - endNanos > 0) {
      throw new PromqlException(
          Kind.TIMEOUT, "query timed out after " + limits.timeout().toMillis() + " ms");
    }
    if (canceled.getAsBoolean()) {
      throw new PromqlException(Kind.CANCELED, "query was canceled");
    }
  }
}
