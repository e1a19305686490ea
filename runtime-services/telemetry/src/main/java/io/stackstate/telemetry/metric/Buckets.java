package io.stackstate.telemetry.metric;

import java.time.Duration;
import java.util.List;

/** Parts of time that begin at multiples of their size since the epoch. Pure. */
public final class Buckets {
  /** Points of a chart, unless more are asked for (telemetry sheet, section 5). */
  public static final int CHART_POINTS = 300;

  private static final List<Duration> SIZES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private Buckets() {}

  /** When the bucket begins that an instant lies in. */
  public static long floor(long timeMillis, long size) {
    return Math.floorDiv(timeMillis, size) * size;
  }

  /** How many buckets an interval touches; the end is excluded. */
  public static long count(long startMillis, long endMillis, long size) {
    return endMillis <= startMillis
        ? 0
        : Math.floorDiv(endMillis - 1, size) - Math.floorDiv(startMillis, size) + 1;
  }

  /**
   * The smallest usual size that makes at most so many of an interval; of intervals that are too
   * long for all of them, the largest.
   */
  public static Duration sizeFor(long startMillis, long endMillis, int most) {
    return SIZES.stream()
        .filter(size -> count(startMillis, endMillis, size.toMillis()) <= most)
        .findFirst()
        .orElse(SIZES.get(SIZES.size() - 1));
  }
}
