package io.stackstate.benchmarks.promql;

import io.stackstate.telemetry.metric.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limit: the same numbers by a loop that can do nothing else, and knows no language. */
final class HandWritten {
  private HandWritten() {}

  /** {@code sum by (job) (rate(...))}. */
  static Map<String, double[]> sumOfRates(
      List<Samples> series, long start, long step, int steps, long range) {
    Map<String, double[]> sums = new HashMap<>();
    for (Samples one : series) {
      double[] sum = sums.computeIfAbsent(one.labels().get("job"), job -> new double[steps]);
      int from = 0;
      int to = 0;
      for (int i = 0; i < steps; i++) {
        long end = start + i * step;
        while (to < one.times().length && one.times()[to] <= end) {
          to++;
        }
        while (from < to && one.times()[from] <= end - range) {
          from++;
        }
        if (to - from > 1) {
          sum[i] += rate(one, from, to - 1, end, range);
        }
      }
    }
    return sums;
  }

  private static double rate(Samples one, int first, int last, long end, long range) {
    double[] values = one.values();
    double result = values[last] - values[first];
    for (int i = first; i < last; i++) {
      result += values[i + 1] < values[i] ? values[i] : 0;
    }
    double sampled = one.times()[last] - one.times()[first];
    double between = sampled / (last - first);
    double toStart = one.times()[first] - (end - range);
    double toEnd = end - one.times()[last];
    toStart = toStart >= between * 1.1 ? between / 2 : toStart;
    toStart = result > 0 ? Math.min(toStart, sampled * values[first] / result) : toStart;
    toEnd = toEnd >= between * 1.1 ? between / 2 : toEnd;
    return result * (sampled + toStart + toEnd) / sampled / (range / 1000.0);
  }
}
