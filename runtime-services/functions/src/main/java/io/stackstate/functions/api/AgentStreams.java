package io.stackstate.functions.api;

import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.check.StreamKind;
import io.stackstate.model.metric.AggregationMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The streams that agents send with an element, in the form of those that templates give it
 * (telemetry sheet, sections 4.1 and 4.2).
 */
final class AgentStreams {
  private AgentStreams() {}

  /**
   * Those that are not there already: templates give agents' streams of metrics, too.
   *
   * @param given what templates gave
   */
  static List<Object> of(ElementChecks sent, List<TelemetryStream> given) {
    Set<String> known =
        given.stream()
            .map(TelemetryStream::name)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    List<Object> streams = new ArrayList<>();
    for (StreamDefinition stream : sent.streams()) {
      if (stream.name() == null || !known.contains(stream.name())) {
        streams.add(stream(stream));
      }
    }
    return streams;
  }

  private static Map<String, Object> stream(StreamDefinition said) {
    boolean metrics = said.kind() == StreamKind.METRICS;
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("_type", metrics ? "MetricTelemetryQuery" : "EventTelemetryQuery");
    List<Object> conditions = new ArrayList<>();
    said.conditions().forEach(each -> conditions.add(MetricValues.condition(each)));
    query.put("conditions", conditions);
    if (metrics) {
      query.put("metricField", said.metric());
      aggregation(said, query);
    }
    Map<String, Object> stream = new LinkedHashMap<>();
    stream.put("_type", metrics ? "MetricStream" : "EventStream");
    stream.put("id", said.id());
    stream.put("name", said.name());
    stream.put("dataType", metrics ? "METRICS" : "EVENTS");
    stream.put("priority", said.priority() == null ? "NONE" : said.priority());
    stream.put("query", query);
    return stream;
  }

  private static void aggregation(StreamDefinition said, Map<String, Object> query) {
    if (said.aggregation() != null) {
      AggregationMethod.of(said.aggregation())
          .ifPresent(
              method ->
                  query.put("aggregation", new LinkedHashMap<>(Map.of("method", method.name()))));
    }
  }
}
