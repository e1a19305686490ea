package io.stackstate.functions.api;

import io.stackstate.model.metric.TimeSeries;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A query for metrics as it is put together (query sheet, section 6.3). What is wrong with its data
 * source or conditions fails its elements. {@code groupBy} means nothing without an aggregation,
 * and {@code limit} nothing with one.
 */
public final class TelemetryQuery extends SeriesQuery {
  private final ScriptHost host;
  private final InstantSource clock;
  private final Supplier<MetricSubject> subject;
  private final MetricOptions options;

  TelemetryQuery(
      ScriptHost host,
      InstantSource clock,
      Supplier<MetricSubject> subject,
      MetricOptions options) {
    this.host = host;
    this.clock = clock;
    this.subject = subject;
    this.options = options;
  }

  private TelemetryQuery with(UnaryOperator<MetricOptions> change) {
    return new TelemetryQuery(host, clock, subject, change.apply(options));
  }

  /** A series for each combination of values of these fields; needs an aggregation. */
  public TelemetryQuery groupBy(Object... fields) {
    return with(each -> each.groupedBy(fields));
  }

  /**
   * @param method by its name or as people say it: {@code "mean"}, {@code "99th percentile"}
   * @param bucketSize a number and a unit: {@code "1m"}
   */
  public TelemetryQuery aggregation(Object method, Object bucketSize) {
    return with(each -> each.aggregated(method, bucketSize));
  }

  /** Without it from the first data on. */
  public TelemetryQuery start(Object instant) {
    return with(each -> each.from(instant));
  }

  /** Without it up to now. */
  public TelemetryQuery end(Object instant) {
    return with(each -> each.to(instant));
  }

  public TelemetryQuery window(Object start, Object end) {
    return start(start).end(end);
  }

  /** Most points of each series, the newest. */
  public TelemetryQuery limit(Number points) {
    return with(each -> each.limited(points.longValue()));
  }

  /** The name of the metric. */
  public TelemetryQuery metricField(Object name) {
    return with(each -> each.of(String.valueOf(name)));
  }

  /** The query as an object, {@code TelemetryMetricQuery}, without asking it. */
  @Override
  public Map<String, Object> compileQuery() {
    return compiled().shown();
  }

  CompiledMetricQuery compiled() {
    return CompiledMetricQuery.of(subject.get(), options, clock.millis());
  }

  @Override
  List<Object> results() {
    CompiledMetricQuery compiled = compiled();
    List<Object> results = new ArrayList<>();
    for (TimeSeries series : compiled.ask(host)) {
      results.add(
          SeriesValues.result(
              compiled.shown(), series.groups(), MetricValues.points(series.points())));
    }
    return results;
  }
}
