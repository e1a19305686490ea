package io.stackstate.synchronization.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.stackstate.model.Json;
import io.stackstate.model.check.StreamKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the free-form {@code data} that senders give with an element: maps with string keys, lists,
 * strings, numbers, booleans and nulls.
 */
public final class ElementData {
  private static final int SHOWN = 80;
  private static final ObjectReader READER = Json.mapper().readerFor(Object.class);

  /** The lists that define telemetry; health and the API read them from the properties. */
  private static final List<String> TELEMETRY =
      Stream.concat(Arrays.stream(StreamKind.values()).map(StreamKind::list), Stream.of("checks"))
          .toList();

  private ElementData() {}

  /**
   * Parses {@code data}; absent or null is an empty object.
   *
   * @return mutable at every level, and nobody else's
   * @throws ElementException when it is anything but a JSON object
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> parse(String field, String text) throws ElementException {
    if (text == null || text.isEmpty() || text.equals("null")) {
      return new LinkedHashMap<>();
    }
    try {
      if (READER.readValue(text) instanceof Map<?, ?> object) {
        return (Map<String, Object>) object;
      }
    } catch (JsonProcessingException e) {
      throw invalid(field, text, "it is not JSON: " + e.getOriginalMessage());
    }
    throw invalid(field, text, "expected a JSON object");
  }

  /**
   * The text of the JSON object that users shall see of an element; null when there is none. It is
   * {@code sourceProperties}, or else the data; streams and checks are always those of the data
   * (intake sheet, section 5: the source's properties take the place of the data for people only).
   *
   * @param data what {@code dataText} says
   */
  public static String properties(
      Map<String, Object> data, String dataText, String sourceProperties) throws ElementException {
    Map<String, Object> shown =
        sourceProperties == null ? Map.of() : parse("sourceProperties", sourceProperties);
    if (shown.isEmpty()) {
      return data.isEmpty() ? null : dataText;
    }
    if (TELEMETRY.stream().noneMatch(list -> data.get(list) instanceof List)) {
      return sourceProperties;
    }
    for (String list : TELEMETRY) {
      if (data.get(list) instanceof List<?> defined) {
        shown.put(list, defined);
      }
    }
    try {
      return Json.mapper().writeValueAsString(shown);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON can be written", e);
    }
  }

  /** A scalar as text; null when it is absent, blank or not a scalar. */
  static String text(Map<String, Object> data, String field) {
    Object value = data.get(field);
    if (!isScalar(value)) {
      return null;
    }
    String text = WellFormed.text(value.toString());
    return text.isBlank() ? null : text;
  }

  static String text(Map<String, Object> data, String field, String otherwise) {
    String text = text(data, field);
    return text == null ? otherwise : text;
  }

  /** The distinct, non-blank scalars of a list, in order; empty when it is not a list. */
  static List<String> list(Map<String, Object> data, String field) {
    if (!(data.get(field) instanceof List<?> items) || items.isEmpty()) {
      return List.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    items.forEach(item -> addScalar(item, texts));
    return new ArrayList<>(texts);
  }

  /** As {@link #list}; a single scalar is a list of one, a map a list of {@code key:value}. */
  static void addAll(Map<String, Object> data, String field, Collection<String> to) {
    Object value = data.get(field);
    if (value instanceof List<?> items) {
      items.forEach(item -> addScalar(item, to));
    } else if (value instanceof Map<?, ?> tags) {
      tags.forEach((key, tag) -> addTag(key.toString(), tag, to));
    } else {
      addScalar(value, to);
    }
  }

  private static void addTag(String key, Object value, Collection<String> to) {
    String name = WellFormed.text(key);
    if ((value == null || isScalar(value)) && !name.isBlank()) {
      String text = value == null ? "" : WellFormed.text(value.toString());
      to.add(text.isEmpty() ? name : name + ":" + text);
    }
  }

  private static void addScalar(Object item, Collection<String> to) {
    if (isScalar(item)) {
      String text = WellFormed.text(item.toString());
      if (!text.isBlank()) {
        to.add(text);
      }
    }
  }

  private static boolean isScalar(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  private static ElementException invalid(String field, String text, String expected) {
    String found = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return new ElementException("InvalidData", field + ": found " + found + ", " + expected);
  }
}
