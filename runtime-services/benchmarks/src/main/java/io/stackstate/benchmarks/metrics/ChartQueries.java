package io.stackstate.benchmarks.metrics;

import io.stackstate.benchmarks.Figure;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long answers take; no question is asked twice, so that none comes from a cache. */
final class ChartQueries {
  private static final int BUCKETS = 300;
  private static final int GROUPED_RUNS = 20;
  private static final int SELECT_RUNS = 5;
  private static final int GROUPS = 100;

  private final MetricStore store;
  private final long end;

  /**
   * @param end of the points
   */
  ChartQueries(MetricStore store, long end) {
    this.store = store;
    this.end = end;
  }

  private interface Question {
    /** How many points were found. */
    long ask(int run) throws Exception;
  }

  List<Figure> measure() throws Exception {
    // A bucket of 72 s.
    long bucket = MetricLoad.INTERVAL_MILLIS / BUCKETS;
    // Other buckets first, so that the code is compiled.
    times(MetricLoad.HOSTS, BUCKETS, run -> chart(run, bucket - 1));
    List<Double> chart = times(MetricLoad.HOSTS, BUCKETS, run -> chart(run, bucket));
    List<Double> grouped =
        times(GROUPED_RUNS, (long) BUCKETS * GROUPS, run -> grouped(bucket + run));
    List<Double> selected = times(SELECT_RUNS, 1_440L * GROUPS, this::selected);
    return List.of(
        figure("chart of 6 h of one stream in 300 buckets, p50", chart, 0.5, 100),
        figure("chart of 6 h of one stream in 300 buckets, p99", chart, 0.99, 100),
        figure("6 h of 100 series by a tag in 300 buckets each, p50", grouped, 0.5, 2_000),
        figure("144,000 points of 100 series for PromQL, p50", selected, 0.5, 2_000));
  }

  private long chart(int run, long bucket) throws Exception {
    MetricQuery query =
        MetricQuery.points(
                List.of(new StreamCondition("host", "host-" + run)),
                MetricLoad.CPU,
                end - MetricLoad.INTERVAL_MILLIS,
                end)
            .aggregated(new Aggregation(AggregationMethod.MEAN, bucket), List.of());
    return store.query(query).get(0).points().size();
  }

  private long grouped(long bucket) throws Exception {
    MetricQuery query =
        MetricQuery.points(List.of(), MetricLoad.CPU, end - MetricLoad.INTERVAL_MILLIS, end)
            .aggregated(new Aggregation(AggregationMethod.MEAN, bucket), List.of("tags.group"));
    return store.query(query).stream().mapToLong(series -> series.points().size()).sum();
  }

  private long selected(int run) throws Exception {
    List<LabelMatcher> matchers =
        List.of(
            new LabelMatcher(LabelMatcher.NAME, LabelMatcher.Operator.EQUAL, MetricLoad.CPU),
            new LabelMatcher("group", LabelMatcher.Operator.NOT_EQUAL, "g100"));
    return store
        .select(matchers, end - MetricLoad.INTERVAL_MILLIS, end - 1 - run, 1_000_000)
        .stream()
        .mapToLong(samples -> samples.times().length)
        .sum();
  }

  private static List<Double> times(int runs, long least, Question question) throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      long found = question.ask(run);
      millis.add((System.nanoTime() - start) / 1e6);
      if (found < least * 0.99) {
        throw new IllegalStateException("found " + found + " points, expected " + least);
      }
    }
    Collections.sort(millis);
    return millis;
  }

  private static Figure figure(String what, List<Double> sorted, double quantile, double limit) {
    double millis = sorted.get((int) (sorted.size() * quantile));
    return new Figure(what, millis, "ms", limit, "limit", "< 1x");
  }
}
