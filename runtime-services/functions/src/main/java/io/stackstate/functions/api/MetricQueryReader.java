package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import io.stackstate.model.check.StreamCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads what scripts may hand to {@code Telemetry.query} instead of a text: a metric stream of an
 * element as full components have it (telemetry sheet, section 4.1), or a compiled query.
 */
final class MetricQueryReader {
  private static final String STREAM = "MetricStream";

  private MetricQueryReader() {}

  /** A query that can be put together further. */
  record Read(MetricSubject subject, MetricOptions options) {}

  /**
   * @throws ScriptApiException naming the field that is wrong
   */
  static Read read(Map<?, ?> fields) {
    String type = String.valueOf(fields.get("_type")).strip();
    if (type.equals(STREAM)) {
      Map<?, ?> query = fields.get("query") instanceof Map<?, ?> said ? said : Map.of();
      return read("stream.query.", fields.get("dataSource"), query);
    }
    if (type.equals(CompiledMetricQuery.TYPE)) {
      Read read = read("query.", fields.get("dataSourceId"), fields);
      return new Read(read.subject(), timed(read.options(), fields));
    }
    throw new ScriptApiException(
        "Telemetry.query: found %s, expected a data source and conditions, a %s or a %s"
            .formatted(fields.get("_type"), STREAM, CompiledMetricQuery.TYPE));
  }

  private static Read read(String path, Object dataSource, Map<?, ?> query) {
    long source = dataSource instanceof Number id ? id.longValue() : DataSources.METRICS;
    MetricOptions options = MetricOptions.NONE;
    if (query.get("metricField") instanceof CharSequence metric) {
      options = options.of(metric.toString());
    }
    return new Read(
        new MetricSubject(source, conditions(path + "conditions", query.get("conditions"))),
        aggregated(options, query.get("aggregation")));
  }

  private static List<StreamCondition> conditions(String path, Object said) {
    List<StreamCondition> conditions = new ArrayList<>();
    if (said == null) {
      return conditions;
    }
    if (!(said instanceof List<?> list)) {
      throw new ScriptApiException(path + ": found " + said + ", expected a list");
    }
    for (Object each : list) {
      if (!(each instanceof Map<?, ?> fields)
          || fields.get("key") == null
          || fields.get("value") == null) {
        throw new ScriptApiException(path + ": found " + each + ", expected {key, value}");
      }
      conditions.add(
          new StreamCondition(
              String.valueOf(fields.get("key")), String.valueOf(fields.get("value"))));
    }
    return conditions;
  }

  /** Agents say the method alone. */
  private static MetricOptions aggregated(MetricOptions options, Object said) {
    if (said instanceof Map<?, ?> fields && fields.get("method") != null) {
      return fields.get("bucketSize") == null
          ? options.summedUp(MetricOptions.method(fields.get("method")), 0)
          : options.aggregated(fields.get("method"), fields.get("bucketSize"));
    }
    return said instanceof CharSequence method && !method.toString().isBlank()
        ? options.summedUp(MetricOptions.method(method), 0)
        : options;
  }

  private static MetricOptions timed(MetricOptions options, Map<?, ?> fields) {
    MetricOptions timed = options.from(fields.get("startTime")).to(fields.get("endTime"));
    if (fields.get("groupBy") instanceof Map<?, ?> by && by.get("fields") instanceof List<?> all) {
      timed = timed.groupedBy(all.toArray());
    }
    return fields.get("limit") instanceof Number points ? timed.limited(points.longValue()) : timed;
  }
}
