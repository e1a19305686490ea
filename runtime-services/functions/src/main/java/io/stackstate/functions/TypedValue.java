package io.stackstate.functions;

import io.stackstate.functions.sandbox.PlainJson;
import io.stackstate.functions.sandbox.PlainValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The value of a script beside the name of its type (query sheet, section 8.1). */
final class TypedValue {
  private TypedValue() {}

  /**
   * {@code _type} and {@code value}, plain.
   *
   * @throws IllegalArgumentException when it has no JSON form
   */
  static Map<String, Object> of(Object value) {
    Object bare = value;
    while (bare instanceof PlainValue own) {
      bare = own.toPlain();
    }
    Map<String, Object> typed = new HashMap<>();
    typed.put("_type", type(bare));
    typed.put("value", PlainJson.plain(bare));
    return typed;
  }

  private static String type(Object value) {
    if (value == null) {
      return "Null";
    }
    if (value instanceof Map<?, ?> map) {
      return map.get("_type") instanceof CharSequence own ? own.toString() : "Map";
    }
    if (value instanceof List<?>) {
      return "List";
    }
    if (value instanceof Set<?>) {
      return "Set";
    }
    return value instanceof CharSequence ? "String" : value.getClass().getSimpleName();
  }
}
