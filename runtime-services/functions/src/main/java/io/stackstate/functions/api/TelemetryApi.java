package io.stackstate.functions.api;

import io.stackstate.functions.sandbox.PlainJson;
import io.stackstate.functions.script.ScriptApiException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code Telemetry} of scripts (query sheet, section 6.3): metrics. */
public final class TelemetryApi {
  private final ScriptHost host;
  private final InstantSource clock;

  TelemetryApi(ScriptHost host, InstantSource clock) {
    this.host = host;
    this.clock = clock;
  }

  /**
   * Begins a query.
   *
   * @param dataSource its name or URN
   * @param conditions {@code key = 'value' and key2 = "value"}; may be empty
   */
  public TelemetryQuery query(CharSequence dataSource, CharSequence conditions) {
    String source = String.valueOf(dataSource);
    String text = conditions == null ? "" : conditions.toString();
    return new TelemetryQuery(
        host,
        clock,
        () -> new MetricSubject(DataSources.id(source), ConditionText.parse(text)),
        MetricOptions.NONE);
  }

  /**
   * The query of a metric stream of an element, to which start and more can be added, or one that
   * was compiled.
   *
   * @throws ScriptApiException when it is something else
   */
  public Object query(Object stream) {
    if (stream instanceof Streaming) {
      return stream;
    }
    if (!(stream instanceof Map<?, ?> fields)) {
      throw new ScriptApiException(
          "Telemetry.query: found %s, expected a data source and conditions, or a metric stream"
              .formatted(stream == null ? "null" : stream.getClass().getSimpleName()));
    }
    if (PromqlQuery.TYPE.equals(fields.get("_type"))) {
      return PromqlQuery.read(host, clock, fields);
    }
    MetricQueryReader.Read read = MetricQueryReader.read(fields);
    return new TelemetryQuery(host, clock, read::subject, read.options());
  }

  /**
   * What a script asks for that is an argument of a monitor, without asking it: a query, compiled
   * or not.
   *
   * @return plain; {@link #bound} makes a query of it
   * @throws ScriptApiException when it is something else, or cannot be asked
   */
  public static Map<String, Object> asked(Object value) {
    if (value instanceof SeriesQuery query) {
      return query.compileQuery();
    }
    if (value instanceof Map<?, ?> fields
        && (PromqlQuery.TYPE.equals(fields.get("_type"))
            || CompiledMetricQuery.TYPE.equals(fields.get("_type")))) {
      Map<String, Object> plain = new LinkedHashMap<>();
      fields.forEach((name, field) -> plain.put(String.valueOf(name), PlainJson.plain(field)));
      return plain;
    }
    throw new ScriptApiException(
        "found %s, expected a telemetry query such as Telemetry.query(\"StackState Metrics\", \"\")"
            .formatted(value == null ? "null" : value.getClass().getSimpleName()));
  }

  /** The query that {@link #asked} gave, or each of a list of them; other values as they are. */
  public Object bound(Object value) {
    if (value instanceof List<?> several) {
      return several.stream().map(this::bound).toList();
    }
    return value instanceof Map<?, ?> ? query(value) : value;
  }

  /** Begins a query in PromQL over an interval. */
  public PromqlQuery promql(CharSequence query) {
    return PromqlQuery.of(host, clock, String.valueOf(query), false);
  }

  /** Begins one that gives a point for each series, at its end. */
  public PromqlQuery instantPromql(CharSequence query) {
    return PromqlQuery.of(host, clock, String.valueOf(query), true);
  }
}
