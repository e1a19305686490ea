package io.stackstate.model.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.TelemetryStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The streams and checks that people gave an element (health sheet, section 2.1). They are a
 * settings node of its own for each element, so they outlive a rebuild, and an element that goes
 * and comes back; its {@code streams} and {@code checks} look like those that templates give.
 */
public record ElementTelemetry(long element, List<TelemetryStream> streams, List<Check> checks) {
  /** The type of the settings nodes. */
  public static final String NODE_TYPE = "ElementTelemetry";

  public ElementTelemetry {
    streams = List.copyOf(streams);
    checks = List.copyOf(checks);
  }

  /** Nobody gave this element anything. */
  public static ElementTelemetry none(long element) {
    return new ElementTelemetry(element, List.of(), List.of());
  }

  /** The id of the settings node of an element. */
  public static long nodeId(long element) {
    return ElementId.of(NODE_TYPE, Long.toString(element));
  }

  /** All streams of the element: first those that its template gave, then these. */
  public List<TelemetryStream> streamsAfter(List<TelemetryStream> ofTemplate) {
    return Stream.concat(ofTemplate.stream(), streams.stream()).toList();
  }

  /** All checks of the element, likewise. */
  public List<Check> checksAfter(List<Check> ofTemplate) {
    return Stream.concat(ofTemplate.stream(), checks.stream()).toList();
  }

  public boolean isEmpty() {
    return streams.isEmpty() && checks.isEmpty();
  }

  /**
   * @param definition the text of the JSON object of the node
   * @throws IllegalArgumentException when it is no such node
   */
  public static ElementTelemetry read(String definition) {
    try {
      return read(Json.mapper().readTree(definition == null ? "{}" : definition));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("found no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * @param node the JSON object of the node
   * @throws IllegalArgumentException when it is no such node
   */
  public static ElementTelemetry read(JsonNode node) {
    JsonNode element = node.path("element");
    if (!element.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "element: found " + CheckFields.shown(element) + ", expected the id of an element");
    }
    List<TelemetryStream> streams = new ArrayList<>();
    for (JsonNode stream : node.path("streams")) {
      streams.add(
          new TelemetryStream(
              stream.path("id").asLong(),
              stream.path("_type").asText(),
              stream.path("name").asText(null),
              stream.toString()));
    }
    List<Check> checks = new ArrayList<>();
    for (JsonNode check : node.path("checks")) {
      checks.add(
          new Check(check.path("id").asLong(), check.path("name").asText(null), check.toString()));
    }
    return new ElementTelemetry(element.longValue(), streams, checks);
  }
}
