package io.stackstate.synchronization.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the free-form {@code data} that senders give with an element. */
final class ElementData {
  private static final int SHOWN = 80;

  private ElementData() {}

  /**
   * Parses {@code data}; absent or null is an empty object.
   *
   * @throws ElementException when it is anything but a JSON object
   */
  static ObjectNode parse(String field, String text) throws ElementException {
    if (text == null || text.isEmpty() || text.equals("null")) {
      return Json.mapper().createObjectNode();
    }
    try {
      if (Json.mapper().readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw invalid(field, text, "it is not JSON: " + e.getOriginalMessage());
    }
    throw invalid(field, text, "expected a JSON object");
  }

  /** A scalar as text; null when it is absent, blank or not a scalar. */
  static String text(ObjectNode data, String field) {
    JsonNode node = data.get(field);
    if (node == null || !node.isValueNode() || node.isNull()) {
      return null;
    }
    String text = WellFormed.text(node.asText());
    return text.isBlank() ? null : text;
  }

  static String text(ObjectNode data, String field, String otherwise) {
    String text = text(data, field);
    return text == null ? otherwise : text;
  }

  /** The distinct, non-blank scalars of a list, in order; empty when it is not a list. */
  static List<String> list(ObjectNode data, String field) {
    JsonNode node = data.get(field);
    if (node == null || !node.isArray() || node.isEmpty()) {
      return List.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    node.forEach(item -> addScalar(item, texts));
    return new ArrayList<>(texts);
  }

  /** As {@link #list}; a single scalar is a list of one, a map a list of {@code key:value}. */
  static void addAll(ObjectNode data, String field, Collection<String> to) {
    JsonNode node = data.get(field);
    if (node == null) {
      return;
    }
    if (node.isArray()) {
      node.forEach(item -> addScalar(item, to));
    } else if (node.isObject()) {
      node.properties().forEach(e -> addTag(e.getKey(), e.getValue(), to));
    } else {
      addScalar(node, to);
    }
  }

  private static void addTag(String key, JsonNode value, Collection<String> to) {
    String name = WellFormed.text(key);
    if (value.isValueNode() && !name.isBlank()) {
      String text = value.isNull() ? "" : WellFormed.text(value.asText());
      to.add(text.isEmpty() ? name : name + ":" + text);
    }
  }

  private static void addScalar(JsonNode item, Collection<String> to) {
    if (item.isValueNode() && !item.isNull()) {
      String text = WellFormed.text(item.asText());
      if (!text.isBlank()) {
        to.add(text);
      }
    }
  }

  private static ElementException invalid(String field, String text, String expected) {
    String found = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return new ElementException("InvalidData", field + ": found " + found + ", " + expected);
  }
}
