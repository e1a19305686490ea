package io.stackstate.telemetry.promql;

import java.util.Arrays;

/** Quantiles of numbers, as Prometheus takes them. */
final class Quantile {
  private Quantile() {}

  /** Between two values by weight; sorts what it is given. NaN is smaller than all. */
  static double of(double q, double[] values) {
    if (values.length == 0 || Double.isNaN(q)) {
      return Double.NaN;
    } else if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    } else if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    double[] sorted = nanFirst(values);
    double rank = q * (sorted.length - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(sorted.length - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return sorted[lower] * (1 - weight) + sorted[upper] * weight;
  }

  /** Java sorts NaN to the end. */
  private static double[] nanFirst(double[] values) {
    Arrays.sort(values);
    int numbers = values.length;
    while (numbers > 0 && Double.isNaN(values[numbers - 1])) {
      numbers--;
    }
    if (numbers == values.length) {
      return values;
    }
    double[] sorted = new double[values.length];
    int nans = values.length - numbers;
    Arrays.fill(sorted, 0, nans, Double.NaN);
    System.arraycopy(values, 0, sorted, nans, numbers);
    return sorted;
  }
}
