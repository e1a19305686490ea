package io.stackstate.telemetry.promql;

/**
 * The times at which an expression is evaluated, {@code count} of them.
 *
 * @param startMillis epoch milliseconds of the first
 * @param stepMillis from 1
 */
record Steps(long startMillis, long stepMillis, int count) {
  static Steps one(long timeMillis) {
    return new Steps(timeMillis, 1, 1);
  }

  /** None when {@code endMillis} is before {@code startMillis}. */
  static Steps between(long startMillis, long endMillis, long stepMillis) {
    long count = endMillis < startMillis ? 0 : (endMillis - startMillis) / stepMillis + 1;
    return new Steps(startMillis, stepMillis, Math.toIntExact(count));
  }

  long time(int step) {
    return startMillis + step * stepMillis;
  }
}
