package io.stackstate.functions.api;

/** How long a bucket or a step is where nobody said it (telemetry sheet, section 5). */
final class Buckets {
  private static final long MOST_POINTS = 300;
  private static final long[] SECONDS = {
    1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 86_400
  };

  private Buckets() {}

  /** Milliseconds: the shortest that yields few enough points of an interval, or a day. */
  static long automatic(long intervalMillis) {
    for (long seconds : SECONDS) {
      if (intervalMillis <= seconds * 1_000 * MOST_POINTS) {
        return seconds * 1_000;
      }
    }
    return SECONDS[SECONDS.length - 1] * 1_000;
  }
}
