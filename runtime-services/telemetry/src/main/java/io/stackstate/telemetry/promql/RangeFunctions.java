package io.stackstate.telemetry.promql;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Functions over a range that need nothing but its points. Counts, first and last points and
 * counters come from sums that are made once for a series. Sums of floating point numbers do not:
 * they are added anew for each range, because what is taken away again leaves its rounding behind.
 */
final class RangeFunctions {
  private static final Map<String, WindowFunction.Kind> ALL = new HashMap<>();

  static {
    ALL.put("avg_over_time", rescan(Kahan::mean));
    ALL.put("sum_over_time", rescan(Kahan::sum));
    ALL.put("stdvar_over_time", rescan(Kahan::variance));
    ALL.put("stddev_over_time", rescan((v, from, to) -> Math.sqrt(Kahan.variance(v, from, to))));
    ALL.put("mad_over_time", rescan(RangeFunctions::deviation));
    ALL.put("min_over_time", points -> extreme(points, -1));
    ALL.put("max_over_time", points -> extreme(points, 1));
    ALL.put("count_over_time", points -> (from, to, start, end, step) -> to - from);
    ALL.put("present_over_time", points -> (from, to, start, end, step) -> 1);
    ALL.put("last_over_time", p -> (from, to, start, end, step) -> p.values()[to - 1]);
    ALL.put("first_over_time", p -> (from, to, start, end, step) -> p.values()[from]);
    ALL.put("changes", points -> counting(points, RangeFunctions::differs));
    ALL.put("resets", points -> counting(points, (before, after) -> after < before));
    ALL.put("irate", points -> latest(points, true));
    ALL.put("idelta", points -> latest(points, false));
    ALL.put("deriv", Regression::slopes);
  }

  private RangeFunctions() {}

  /** Null when there is none with this name. */
  static WindowFunction.Kind named(String name) {
    return ALL.get(name);
  }

  @FunctionalInterface
  private interface Scan {
    double of(double[] values, int from, int to);
  }

  private static WindowFunction.Kind rescan(Scan scan) {
    return points -> (from, to, start, end, step) -> scan.of(points.values(), from, to);
  }

  private static double deviation(double[] values, int from, int to) {
    double median = Quantile.of(0.5, Arrays.copyOfRange(values, from, to));
    double[] distances = new double[to - from];
    Arrays.setAll(distances, i -> Math.abs(values[from + i] - median));
    return Quantile.of(0.5, distances);
  }

  @FunctionalInterface
  private interface Pair {
    boolean counts(double before, double after);
  }

  private static boolean differs(double before, double after) {
    return before != after && !(Double.isNaN(before) && Double.isNaN(after));
  }

  private static WindowFunction counting(Points points, Pair pair) {
    double[] values = points.values();
    int[] upTo = new int[values.length];
    for (int i = 1; i < values.length; i++) {
      upTo[i] = upTo[i - 1] + (pair.counts(values[i - 1], values[i]) ? 1 : 0);
    }
    return (from, to, start, end, step) -> upTo[to - 1] - upTo[from];
  }

  private static WindowFunction latest(Points points, boolean rate) {
    return (from, to, start, end, step) -> {
      if (to - from < 2) {
        return Row.ABSENT;
      }
      double last = points.values()[to - 1];
      double before = points.values()[to - 2];
      long between = points.times()[to - 1] - points.times()[to - 2];
      double difference = rate && last < before ? last : last - before;
      return rate ? difference / (between / 1000.0) : difference;
    };
  }

  /**
   * The largest or smallest number of each range, NaN only where there is nothing else. Candidates
   * wait in a queue from which the first leaves with its range, and the last when a better comes.
   */
  private static WindowFunction extreme(Points points, int sign) {
    double[] values = points.values();
    ArrayDeque<Integer> candidates = new ArrayDeque<>();
    int[] seen = {0};
    return (from, to, start, end, step) -> {
      for (int i = Math.max(seen[0], from); i < to; i++) {
        while (!candidates.isEmpty() && !better(values[candidates.peekLast()], values[i], sign)) {
          candidates.pollLast();
        }
        candidates.addLast(i);
      }
      seen[0] = to;
      while (candidates.peekFirst() < from) {
        candidates.pollFirst();
      }
      return values[candidates.peekFirst()];
    };
  }

  private static boolean better(double held, double next, int sign) {
    return !Double.isNaN(held) && (Double.isNaN(next) || sign * held > sign * next);
  }

  /**
   * {@code rate}, {@code increase} and {@code delta} as Prometheus extrapolates them: to the ends
   * of the range when points lie close enough to them, otherwise by half of what lies between two
   * points, and a counter never below zero.
   */
  static WindowFunction.Kind extrapolated(boolean counter, boolean rate, long rangeMillis) {
    DoubleUnaryOperator scale = rate ? f -> f / (rangeMillis / 1000.0) : f -> f;
    return points -> {
      int[] resets = counter ? resets(points.values()) : new int[0];
      int[] next = {0};
      return (from, to, start, end, step) -> {
        int last = to - 1;
        if (last == from) {
          return Row.ABSENT;
        }
        double first = points.values()[from];
        double result = points.values()[last] - first;
        while (next[0] < resets.length && resets[next[0]] < from) {
          next[0]++;
        }
        for (int i = next[0]; i < resets.length && resets[i] < last; i++) {
          result += points.values()[resets[i]];
        }
        double sampled = (points.times()[last] - points.times()[from]) / 1000.0;
        double between = sampled / (last - from);
        double toStart = (points.times()[from] - start) / 1000.0;
        if (toStart >= between * 1.1) {
          toStart = between / 2;
        }
        if (counter && result > 0 && first >= 0) {
          toStart = Math.min(toStart, sampled * (first / result));
        }
        double toEnd = (end - points.times()[last]) / 1000.0;
        if (toEnd >= between * 1.1) {
          toEnd = between / 2;
        }
        return result * scale.applyAsDouble((sampled + toStart + toEnd) / sampled);
      };
    };
  }

  /** The points after which a counter began anew: what they had counted is lost in the next. */
  private static int[] resets(double[] values) {
    return IntStream.range(0, Math.max(0, values.length - 1))
        .filter(i -> values[i + 1] < values[i])
        .toArray();
  }
}
