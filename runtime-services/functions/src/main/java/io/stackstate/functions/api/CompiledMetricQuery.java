package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query for metrics with all its times.
 *
 * @param shown as scripts see it: {@code TelemetryMetricQuery}
 * @param query as the store is asked
 * @param open whether it begins with the first data
 */
record CompiledMetricQuery(Map<String, Object> shown, MetricQuery query, boolean open) {
  static final String TYPE = "TelemetryMetricQuery";

  /**
   * @throws ScriptApiException when it cannot be asked
   */
  static CompiledMetricQuery of(MetricSubject subject, MetricOptions options, long now) {
    long end = options.end() == null ? now : InstantText.millis(options.end(), now);
    boolean open = options.start() == null;
    long start = open ? 0 : InstantText.millis(options.start(), now);
    if (start > end) {
      throw new ScriptApiException(
          "start: found %d, expected a time that is not after the end, %d".formatted(start, end));
    }
    Aggregation aggregation = null;
    if (options.method() != null) {
      long bucket =
          options.bucketMillis() == 0
              ? Buckets.automatic(open ? Long.MAX_VALUE : end - start)
              : options.bucketMillis();
      aggregation = new Aggregation(options.method(), bucket);
      start = open ? earliest(end, bucket) : start;
    }
    List<String> groups = aggregation == null ? List.of() : options.groupBy();
    MetricSubject.Wanted wanted = subject.wanted(options.metricField());
    MetricQuery query =
        new MetricQuery(
            wanted.conditions(), wanted.metric(), aggregation, groups, start, end, options.limit());
    return new CompiledMetricQuery(shown(subject, options, query), query, open);
  }

  /** So far back that the store still answers. */
  private static long earliest(long end, long bucket) {
    return Math.max(0, (end / bucket - MetricQuery.MAX_POINTS + 1) * bucket);
  }

  private static Map<String, Object> shown(
      MetricSubject subject, MetricOptions options, MetricQuery query) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("_type", TYPE);
    Map<String, Object> aggregation = null;
    if (query.aggregation() != null) {
      aggregation = new LinkedHashMap<>();
      aggregation.put("bucketSize", query.aggregation().bucketMillis());
      aggregation.put("method", query.aggregation().method().name());
    }
    shown.put("aggregation", aggregation);
    List<Object> conditions = new ArrayList<>();
    subject.conditions().forEach(each -> conditions.add(MetricValues.condition(each)));
    shown.put("conditions", conditions);
    shown.put("dataSourceId", subject.dataSource());
    shown.put("startTime", options.start() == null ? null : query.startMillis());
    shown.put("endTime", query.endMillis());
    Map<String, Object> groups = null;
    if (!query.groupBy().isEmpty()) {
      groups = new LinkedHashMap<>();
      groups.put("fields", new ArrayList<>(query.groupBy()));
    }
    shown.put("groupBy", groups);
    shown.put("includeAnnotations", false);
    shown.put("metricField", options.metricField());
    if (query.limit() < MetricQuery.MAX_POINTS) {
      shown.put("limit", query.limit());
    }
    return shown;
  }

  List<TimeSeries> ask(ScriptHost host) {
    List<TimeSeries> found =
        MetricValues.series((List<?>) host.ask(Question.METRICS, MetricValues.of(query)));
    boolean filled = query.aggregation() != null && query.aggregation().method().fillsWithZero();
    return open && filled ? found.stream().map(CompiledMetricQuery::sinceFirst).toList() : found;
  }

  /** Before the first data there is nothing, not 0. */
  private static TimeSeries sinceFirst(TimeSeries series) {
    return new TimeSeries(
        series.groups(), series.points().stream().dropWhile(point -> point.value() == 0).toList());
  }
}
