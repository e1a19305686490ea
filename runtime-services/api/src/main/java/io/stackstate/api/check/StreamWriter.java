package io.stackstate.api.check;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.check.StreamKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes streams as {@code TelemetryStreamDefinition}, with {@code syncCreated}. Such a stream is
 * bound to one element, not by a query, so {@code bindQuery} is empty; 0 is the id of a data source
 * that nobody named.
 */
final class StreamWriter {
  private StreamWriter() {}

  /** One that an agent sent. */
  static void write(JsonGenerator out, StreamDefinition stream) throws IOException {
    boolean metrics = stream.kind() == StreamKind.METRICS;
    String name = stream.name() == null ? String.valueOf(stream.metric()) : stream.name();
    begin(out, metrics, stream.id(), name, stream.priority(), 0);
    out.writeBooleanField("syncCreated", true);
    if (stream.unit() != null) {
      out.writeStringField("unit", stream.unit());
    }
    beginQuery(out, metrics);
    if (metrics) {
      out.writeStringField("metricField", stream.metric());
      out.writeStringField(
          "aggregation", stream.aggregation() == null ? "MEAN" : stream.aggregation());
    }
    out.writeArrayFieldStart("conditions");
    for (StreamCondition condition : stream.conditions()) {
      condition(out, condition.key(), condition.value());
    }
    end(out);
  }

  /** One that a template or a person gave. */
  static void write(JsonGenerator out, TelemetryStream stream) throws IOException {
    JsonNode said = Json.mapper().readTree(stream.definition());
    JsonNode query = said.path("query");
    boolean metrics = stream.type().equals("MetricStream");
    begin(
        out,
        metrics,
        stream.id(),
        String.valueOf(stream.name()),
        said.path("priority").asText(null),
        said.path("dataSource").asLong());
    out.writeBooleanField("syncCreated", said.path("syncCreated").asBoolean(true));
    for (String field : List.of("description", "staleAfter", "lastUpdateTimestamp")) {
      if (said.has(field)) {
        out.writeFieldName(field);
        out.writeTree(said.get(field));
      }
    }
    beginQuery(out, metrics);
    if (metrics) {
      out.writeStringField("metricField", query.path("metricField").asText());
      out.writeStringField("aggregation", query.path("aggregation").asText("MEAN"));
    }
    out.writeArrayFieldStart("conditions");
    for (JsonNode condition : query.path("conditions")) {
      condition(out, condition.path("key").asText(), condition.path("value").asText());
    }
    end(out);
  }

  private static void begin(
      JsonGenerator out, boolean metrics, long id, String name, String priority, long dataSource)
      throws IOException {
    out.writeStartObject();
    out.writeStringField(
        "_type", metrics ? "MetricTelemetryStreamDefinition" : "EventTelemetryStreamDefinition");
    out.writeNumberField("id", id);
    out.writeStringField("name", name);
    out.writeStringField("bindQuery", "");
    out.writeNumberField("dataSourceId", dataSource);
    out.writeStringField("dataType", metrics ? "METRICS" : "EVENTS");
    for (String list : List.of("labels", "topologyMapping")) {
      out.writeArrayFieldStart(list);
      out.writeEndArray();
    }
    out.writeStringField("priority", priority(priority));
    if (metrics) {
      out.writeStringField("metricValuation", "higher-is-better");
    }
  }

  /** {@code HIGH} is {@code High}. */
  private static String priority(String said) {
    if (said == null || said.isEmpty()) {
      return "None";
    }
    return said.substring(0, 1).toUpperCase(Locale.ROOT)
        + said.substring(1).toLowerCase(Locale.ROOT);
  }

  private static void beginQuery(JsonGenerator out, boolean metrics) throws IOException {
    out.writeObjectFieldStart("telemetryQuery");
    out.writeStringField("_type", metrics ? "MetricTelemetryQuery" : "EventTelemetryQuery");
  }

  private static void condition(JsonGenerator out, String key, String value) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", key);
    out.writeStringField("value", value);
    out.writeEndObject();
  }

  private static void end(JsonGenerator out) throws IOException {
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
  }
}
