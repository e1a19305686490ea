package io.stackstate.functions.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON of what a script made: query sheet section 5.4. Only maps, collections, arrays and values
 * are written; the getters of other objects are never called.
 */
public final class PlainJson {
  private PlainJson() {}

  /**
   * @throws IllegalArgumentException when a value has no JSON form
   */
  public static String write(Object value) {
    try {
      return Json.mapper().writeValueAsString(plain(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** The same value of maps with text keys, lists, texts, numbers, booleans and null. */
  public static Object plain(Object value) {
    Sizes.requireWalkable(value);
    return convert(value);
  }

  private static Object convert(Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    if (value instanceof Collection<?> collection) {
      return ofCollection(collection);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof PlainValue own) {
      return convert(own.toPlain());
    }
    if (value instanceof Optional<?> optional) {
      return convert(optional.orElse(null));
    }
    return value.getClass().isArray() ? ofArray(value) : ofOther(value);
  }

  private static Object ofOther(Object value) {
    String type = value.getClass().getName();
    boolean text =
        value instanceof CharSequence
            || value instanceof Character
            || type.startsWith("java.time.")
            || value instanceof java.util.UUID;
    if (text) {
      return value.toString();
    }
    if (value instanceof java.util.Date date) {
      return date.getTime();
    }
    throw new IllegalArgumentException(
        "found %s, expected a map, list, text, number or boolean"
            .formatted(Mediator.nameOf(value.getClass())));
  }

  private static Map<String, Object> ofMap(Map<?, ?> map) {
    Map<String, Object> plain = new LinkedHashMap<>(map.size() * 2);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      plain.put(String.valueOf(entry.getKey()), convert(entry.getValue()));
    }
    return plain;
  }

  private static List<Object> ofCollection(Collection<?> collection) {
    List<Object> plain = new ArrayList<>(collection.size());
    for (Object element : collection) {
      plain.add(convert(element));
    }
    return plain;
  }

  private static List<Object> ofArray(Object array) {
    List<Object> plain = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      plain.add(convert(Array.get(array, i)));
    }
    return plain;
  }
}
