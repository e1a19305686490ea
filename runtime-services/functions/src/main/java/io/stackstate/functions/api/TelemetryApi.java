package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.time.InstantSource;
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

  /** Begins a query in PromQL over an interval. */
  public PromqlQuery promql(CharSequence query) {
    return PromqlQuery.of(host, clock, String.valueOf(query), false);
  }

  /** Begins one that gives a point for each series, at its end. */
  public PromqlQuery instantPromql(CharSequence query) {
    return PromqlQuery.of(host, clock, String.valueOf(query), true);
  }
}
