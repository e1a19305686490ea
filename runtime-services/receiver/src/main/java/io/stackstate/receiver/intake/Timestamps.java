package io.stackstate.receiver.intake;

/** Times as senders write them (intake sheet, section 6.1). */
final class Timestamps {
  static final long INVALID = -1;

  private static final double SMALLEST_IN_MILLIS = 1e11;
  private static final double END_OF_YEAR_9999 = 253_402_300_799_999d;

  private Timestamps() {}

  /**
   * Epoch milliseconds of {@code time}: above 10^11 it is milliseconds, else seconds. {@link
   * #INVALID} when it is negative, not a number or beyond the year 9999.
   */
  static long millis(double time) {
    double millis = time > SMALLEST_IN_MILLIS ? time : time * 1000;
    return millis >= 0 && millis <= END_OF_YEAR_9999 ? Math.round(millis) : INVALID;
  }
}
