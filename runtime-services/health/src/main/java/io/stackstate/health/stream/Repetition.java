package io.stackstate.health.stream;

/**
 * How often a sender says that it repeats itself, and when its silence means that it is gone.
 *
 * @param expiryMillis null when it never expires
 */
record Repetition(long repeatMillis, Long expiryMillis) {
  static final long MAX_REPEAT_MILLIS = 1_800_000;
  private static final int EXPIRY_OF_REPEATS = 4;

  /**
   * What was sent, judged: a repeat interval above the limit is cut, and a sub stream that says
   * nothing of its expiry gets one (health sheet, section 4.1).
   *
   * @param repeat null when nothing was sent
   * @param expiry null or 0 when nothing was sent
   */
  static Repetition of(SubStream sub, Long repeat, Long expiry) {
    long wanted = repeat == null || repeat <= 0 ? MAX_REPEAT_MILLIS : repeat;
    if (wanted > MAX_REPEAT_MILLIS) {
      sub.errors.raise(
          ErrorCode.REPEAT_INTERVAL_TOO_HIGH,
          "repeat_interval_s: found " + wanted / 1000 + ", expected at most 1800");
    } else {
      sub.errors.close(ErrorCode.REPEAT_INTERVAL_TOO_HIGH);
    }
    long used = Math.min(wanted, MAX_REPEAT_MILLIS);
    boolean none = expiry == null || expiry <= 0;
    if (!none || sub.id().isEmpty()) {
      sub.errors.close(ErrorCode.MISSING_EXPIRY);
      return new Repetition(used, none ? null : expiry);
    }
    sub.errors.raise(
        ErrorCode.MISSING_EXPIRY,
        "expiry_interval_s: found nothing, expected a time after which a silent sub stream is gone;"
            + " "
            + EXPIRY_OF_REPEATS * used / 1000
            + " s are used");
    return new Repetition(used, EXPIRY_OF_REPEATS * used);
  }
}
