package io.stackstate.functions.prediction;

import io.stackstate.model.metric.MetricPoint;
import java.util.Arrays;
import java.util.List;

/**
 * A history at equal distances: means of what falls together, lines over gaps.
 *
 * @param startMillis the time of the first value
 * @param values at least two, finite; not to be changed
 */
record Grid(long startMillis, long stepMillis, double[] values) {
  /** Enough for a week of ten minutes, and little enough for what is done with it. */
  private static final int MOST = 1_024;

  /**
   * @param points finite, in order of time, at two different times at least
   */
  static Grid of(List<MetricPoint> points) {
    long start = points.get(0).timeMillis();
    long span = points.get(points.size() - 1).timeMillis() - start;
    long step = Math.max(usualDistance(points), (span + MOST - 2) / (MOST - 1));
    double[] sums = new double[(int) (span / step) + 1];
    int[] counts = new int[sums.length];
    for (MetricPoint point : points) {
      // A point a little early belongs to where it was due.
      int place = (int) Math.min((point.timeMillis() - start + step / 2) / step, sums.length - 1);
      sums[place] += point.value();
      counts[place]++;
    }
    return new Grid(start, step, filled(sums, counts));
  }

  private static long usualDistance(List<MetricPoint> points) {
    long[] distances = new long[points.size() - 1];
    int count = 0;
    for (int i = 1; i < points.size(); i++) {
      long distance = points.get(i).timeMillis() - points.get(i - 1).timeMillis();
      if (distance > 0) {
        distances[count++] = distance;
      }
    }
    Arrays.sort(distances, 0, count);
    return distances[count / 2];
  }

  private static double[] filled(double[] sums, int[] counts) {
    double[] values = new double[sums.length];
    int last = 0;
    for (int i = 0; i < sums.length; i++) {
      if (counts[i] == 0) {
        continue;
      }
      values[i] = sums[i] / counts[i];
      for (int gap = last + 1; gap < i; gap++) {
        values[gap] = values[last] + (values[i] - values[last]) * (gap - last) / (i - last);
      }
      last = i;
    }
    Arrays.fill(values, last + 1, values.length, values[last]);
    return values;
  }

  int size() {
    return values.length;
  }

  /** The place of a time, see {@link Curve}. */
  double place(long millis) {
    return (double) (millis - startMillis) / stepMillis;
  }
}
