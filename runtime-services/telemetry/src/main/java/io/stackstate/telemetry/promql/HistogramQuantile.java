package io.stackstate.telemetry.promql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code histogram_quantile} of buckets that count all up to the bound in their label {@code le}.
 */
final class HistogramQuantile {
  private static final String BOUND = "le";

  /** Differences of counts that rounding makes, as a part of the counts. */
  private static final double TOLERANCE = 1e-12;

  private HistogramQuantile() {}

  private record BucketRow(double bound, Row row) {}

  /** One bucket at one step. */
  private static final class Bucket {
    private final double bound;
    private double count;

    private Bucket(double bound, double count) {
      this.bound = bound;
      this.count = count;
    }
  }

  static List<Row> of(double[] quantiles, List<Row> rows, Budget budget) {
    Map<Labels, List<BucketRow>> histograms = new LinkedHashMap<>();
    for (Row row : rows) {
      double bound = bound(row.labels().get(BOUND));
      if (!Double.isNaN(bound)) {
        histograms
            .computeIfAbsent(row.labels().without(List.of(BOUND)), key -> new ArrayList<>())
            .add(new BucketRow(bound, row));
      }
    }
    List<Row> result = new ArrayList<>(histograms.size());
    histograms.forEach(
        (labels, buckets) -> {
          buckets.sort(Comparator.comparingDouble(BucketRow::bound));
          result.add(new Row(labels, perStep(quantiles, buckets, budget)));
        });
    return result;
  }

  /** NaN when it is none. */
  private static double bound(String text) {
    return switch (text) {
      case "+Inf", "Inf", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> parse(text);
    };
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double[] perStep(double[] quantiles, List<BucketRow> rows, Budget budget) {
    double[] cells = budget.cells(quantiles.length);
    for (int step = 0; step < cells.length; step++) {
      List<Bucket> buckets = new ArrayList<>(rows.size());
      for (BucketRow bucket : rows) {
        if (bucket.row().has(step)) {
          add(buckets, bucket.bound(), bucket.row().values()[step]);
        }
      }
      if (!buckets.isEmpty()) {
        cells[step] = quantile(quantiles[step], buckets);
      }
    }
    return cells;
  }

  /** Buckets with the same bound, written in two ways, are one. */
  private static void add(List<Bucket> buckets, double bound, double count) {
    Bucket last = buckets.isEmpty() ? null : buckets.get(buckets.size() - 1);
    if (last != null && last.bound == bound) {
      last.count += count;
    } else {
      buckets.add(new Bucket(bound, count));
    }
  }

  private static double quantile(double q, List<Bucket> buckets) {
    if (Double.isNaN(q)) {
      return Double.NaN;
    } else if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    } else if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    int last = buckets.size() - 1;
    if (last < 1 || buckets.get(last).bound != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    ascend(buckets);
    double observations = buckets.get(last).count;
    if (observations == 0 || Double.isNaN(observations)) {
      return Double.NaN;
    }
    return interpolate(buckets, q * observations);
  }

  private static double interpolate(List<Bucket> buckets, double rank) {
    int last = buckets.size() - 1;
    int found = 0;
    while (found < last && !(buckets.get(found).count >= rank)) {
      found++;
    }
    Bucket bucket = buckets.get(found);
    if (found == last) {
      return buckets.get(last - 1).bound;
    } else if (found == 0 && bucket.bound <= 0) {
      return bucket.bound;
    }
    double start = found == 0 ? 0 : buckets.get(found - 1).bound;
    double below = found == 0 ? 0 : buckets.get(found - 1).count;
    return start + (bucket.bound - start) * ((rank - below) / (bucket.count - below));
  }

  /** A bucket that counts less than a smaller one is read at another moment; it counts as many. */
  private static void ascend(List<Bucket> buckets) {
    double before = buckets.get(0).count;
    for (Bucket bucket : buckets.subList(1, buckets.size())) {
      if (bucket.count < before || almostEqual(before, bucket.count)) {
        bucket.count = before;
      } else {
        before = bucket.count;
      }
    }
  }

  private static boolean almostEqual(double a, double b) {
    return a == b || Math.abs(a - b) / (Math.abs(a) + Math.abs(b)) < TOLERANCE;
  }
}
