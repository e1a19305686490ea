package io.stackstate.functions.prediction;

import java.util.Arrays;

/**
 * Exponential smoothing of level, trend and season after Holt and Winters, with a trend that wears
 * off. How fast each follows the values is what would have predicted them best, step by step.
 */
final class SmoothedSeason implements Curve {
  private static final double[] LEVEL = {0.02, 0.05, 0.1, 0.2, 0.4, 0.7};
  private static final double[] TREND = {0, 0.02, 0.1};
  private static final double[] SEASON = {0.05, 0.2};
  private static final double[] DAMPING = {0.9, 0.98};

  private final double[] values;
  private final double[] season;
  private double level;
  private double trend;
  private double damping;

  private SmoothedSeason(double[] values, int places) {
    this.values = values;
    this.season = new double[Math.max(places, 1)];
  }

  static Curve of(Grid history) {
    int places = Season.of(history);
    SmoothedSeason best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double forLevel : LEVEL) {
      for (double forTrend : TREND) {
        for (double forSeason : places == 0 ? new double[] {0} : SEASON) {
          for (double damping : DAMPING) {
            SmoothedSeason tried = new SmoothedSeason(history.values(), places);
            double error = tried.run(forLevel, forTrend, forSeason, damping);
            if (error < least) {
              least = error;
              best = tried;
            }
          }
        }
      }
    }
    return best == null ? place -> history.values()[history.size() - 1] : best;
  }

  /** Goes through all values. Returns the sum of the squares of what was not foreseen. */
  private double run(double forLevel, double forTrend, double forSeason, double wearing) {
    damping = wearing;
    begin();
    double error = 0;
    for (int i = 0; i < values.length; i++) {
      int phase = i % season.length;
      double foreseen = level + damping * trend;
      double wrong = values[i] - foreseen - season[phase];
      error += wrong * wrong;
      double before = level;
      level = forLevel * (values[i] - season[phase]) + (1 - forLevel) * foreseen;
      trend = forTrend * (level - before) + (1 - forTrend) * damping * trend;
      season[phase] = forSeason * (values[i] - level) + (1 - forSeason) * season[phase];
    }
    return error;
  }

  private void begin() {
    if (season.length == 1) {
      level = values[0];
      return;
    }
    level = Arrays.stream(values, 0, season.length).average().orElse(0);
    Trend line = Trend.of(values);
    double[] rest = line.without(values);
    int[] counts = new int[season.length];
    for (int i = 0; i < rest.length; i++) {
      season[i % season.length] += rest[i];
      counts[i % season.length]++;
    }
    for (int phase = 0; phase < season.length; phase++) {
      season[phase] /= counts[phase];
    }
  }

  @Override
  public double at(double place) {
    double from = Math.floor(place);
    double share = place - from;
    double here = at((long) from);
    return share == 0 ? here : here + share * (at((long) from + 1) - here);
  }

  private double at(long place) {
    if (place < values.length) {
      return values[(int) Math.max(place, 0)];
    }
    long ahead = place - values.length + 1;
    double worn = damping * (1 - Math.pow(damping, ahead)) / (1 - damping);
    return level + worn * trend + season[(int) (place % season.length)];
  }
}
