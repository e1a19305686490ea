package io.stackstate.functions.prediction;

import java.time.Duration;
import java.util.List;

/** Finds after how many places values repeat themselves. */
final class Season {
  private static final List<Duration> KNOWN =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

  /** Of the correlation of values with those a season before. */
  private static final double LEAST = 0.3;

  private static final int FEWEST = 4;

  private Season() {}

  /** An hour, a day or a week in places; 0 when none of them repeats, or is there twice. */
  static int of(Grid history) {
    double[] values = Trend.of(history).without(history.values());
    int found = 0;
    double best = LEAST;
    for (Duration season : KNOWN) {
      int places = Math.round((float) season.toMillis() / history.stepMillis());
      if (places >= FEWEST && values.length >= 2 * places) {
        double correlation = correlation(values, places);
        if (correlation >= best) {
          best = correlation;
          found = places;
        }
      }
    }
    return found;
  }

  private static double correlation(double[] values, int distance) {
    double products = 0;
    double before = 0;
    double after = 0;
    for (int i = distance; i < values.length; i++) {
      products += values[i] * values[i - distance];
      before += values[i - distance] * values[i - distance];
      after += values[i] * values[i];
    }
    double energy = Math.sqrt(before * after);
    return energy == 0 ? 0 : products / energy;
  }
}
