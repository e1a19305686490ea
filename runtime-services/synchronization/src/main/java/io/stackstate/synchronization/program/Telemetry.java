package io.stackstate.synchronization.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.ElementId;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.synchronization.mapping.ElementException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The streams and checks that a template gave one element. The ids that they have there are local
 * to the template's answer, so elements that merge would mix them up: each gets one that follows
 * from the element and from its name, and checks refer to those.
 */
record Telemetry(List<TelemetryStream> streams, List<Check> checks) {
  static final Telemetry NONE = new Telemetry(List.of(), List.of());

  /** In place of the local id of several streams. */
  private static final long AMBIGUOUS = 0;

  /**
   * @param template its name, for errors
   * @param element the id of the component or relation
   * @throws ElementException when a check refers to a stream that is not there
   */
  static Telemetry of(String template, long element, RenderedElement said) throws ElementException {
    if (said.streams.isEmpty() && said.checks.isEmpty()) {
      return NONE;
    }
    Set<Long> used = new HashSet<>();
    Map<Long, Long> ids = new HashMap<>();
    List<TelemetryStream> streams = new ArrayList<>(said.streams.size());
    for (ObjectNode stream : said.streams) {
      Long local = local(stream.path("id"));
      long id = id("stream", element, stream, used);
      if (local != null) {
        ids.merge(local, id, (one, other) -> AMBIGUOUS);
      }
      complete(stream, id);
      streams.add(
          new TelemetryStream(
              id, stream.path("_type").asText(), text(stream, "name"), stream.toString()));
    }
    List<Check> checks = new ArrayList<>(said.checks.size());
    for (ObjectNode check : said.checks) {
      for (JsonNode argument : check.path("arguments")) {
        refer(template, check, argument, ids);
      }
      long id = id("check", element, check, used);
      complete(check, id);
      checks.add(new Check(id, text(check, "name"), check.toString()));
    }
    return new Telemetry(streams, checks);
  }

  private static long id(String kind, long element, ObjectNode node, Set<Long> used) {
    String of = Long.toString(element);
    long id = ElementId.of(kind, of, node.path("name").asText());
    for (int same = 1; !used.add(id); same++) {
      id = ElementId.of(same, kind, of, node.path("name").asText());
    }
    return id;
  }

  private static void complete(ObjectNode node, long id) {
    node.put("id", id);
    if (!node.has("syncCreated")) {
      node.put("syncCreated", true);
    }
    trimTypes(node);
  }

  /** Published templates have blanks in front of some types (topology sheet, section 4.5). */
  private static void trimTypes(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("_type").isTextual()) {
      object.put("_type", object.get("_type").textValue().trim());
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(Telemetry::trimTypes);
    }
  }

  private static void refer(
      String template, ObjectNode check, JsonNode argument, Map<Long, Long> ids)
      throws ElementException {
    Long local = local(argument.path("stream"));
    if (local == null || !(argument instanceof ObjectNode object)) {
      return;
    }
    Long id = ids.get(local);
    if (id == null || id == AMBIGUOUS) {
      throw new ElementException(
          "Template",
          "%s: check \"%s\" refers to stream %d, which %s"
              .formatted(
                  template,
                  check.path("name").asText(),
                  local,
                  id == null ? "the element does not have" : "the element has more than once"));
    }
    object.set("stream", LongNode.valueOf(id));
  }

  /** A number, or the text of one: templates give both. */
  private static Long local(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.longValue();
    }
    String text = node.isTextual() ? node.textValue().trim() : "";
    return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
  }

  private static String text(ObjectNode node, String field) {
    return node.path(field).isTextual() ? node.get(field).textValue() : null;
  }
}
