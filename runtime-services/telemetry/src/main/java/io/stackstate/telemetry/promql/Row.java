package io.stackstate.telemetry.promql;

/**
 * A series of an instant vector over all steps.
 *
 * @param values one for each step; {@link #ABSENT} where the series is not in the vector
 */
record Row(Labels labels, double[] values) {
  private static final long ABSENT_BITS = 0x7ff8_5354_5354_0001L;

  /** A NaN that no calculation gives; told from others by its bits, so never calculate with it. */
  static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

  static boolean isAbsent(double value) {
    return Double.doubleToRawLongBits(value) == ABSENT_BITS;
  }

  static boolean isPresent(double value) {
    return Double.doubleToRawLongBits(value) != ABSENT_BITS;
  }

  boolean has(int step) {
    return isPresent(values[step]);
  }

  boolean isEmpty() {
    for (double value : values) {
      if (isPresent(value)) {
        return false;
      }
    }
    return true;
  }
}
