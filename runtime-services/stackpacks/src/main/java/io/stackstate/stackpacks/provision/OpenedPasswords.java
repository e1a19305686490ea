package io.stackstate.stackpacks.provision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The passwords of an instance while a script runs, which gets them in the clear. What the script
 * hands over to be stored or shown has them sealed, or blotted out. Not thread-safe.
 */
final class OpenedPasswords {
  /** Shorter passwords are found only where they are the whole text. */
  private static final int MIN_PART = 6;

  private static final String BLOT = "***";

  private final Map<String, String> stored;
  private final Map<String, String> opened;

  /**
   * @param stored all values of the instance, as it holds them
   * @param opened those of them that are sealed, in the clear
   */
  OpenedPasswords(Map<String, String> stored, Map<String, String> opened) {
    this.stored = stored;
    this.opened = new TreeMap<>(opened);
  }

  /** All values, in the clear. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>(stored);
    values.putAll(opened);
    return values;
  }

  /** The arguments of a template, with each password sealed, under whatever name it comes. */
  Map<String, Object> sealed(Map<String, Object> arguments) {
    Map<String, Object> sealed = new LinkedHashMap<>();
    arguments.forEach(
        (name, value) ->
            sealed.put(name, opened.containsKey(name) ? own(name, value) : any(value)));
    return sealed;
  }

  private Object own(String name, Object value) {
    boolean same = value != null && opened.get(name).equals(value.toString());
    return same ? stored.get(name) : any(value);
  }

  private Object any(Object value) {
    if (value instanceof CharSequence text) {
      return sealed(text.toString());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
      return sealed(entries);
    }
    if (value instanceof Collection<?> collection) {
      List<Object> elements = new ArrayList<>();
      collection.forEach(element -> elements.add(any(element)));
      return elements;
    }
    return value;
  }

  /** A text that is the value of another input is that, even when a password is the same. */
  private String sealed(String text) {
    if (stored.containsValue(text)) {
      return text;
    }
    String result = text;
    for (Map.Entry<String, String> password : opened.entrySet()) {
      String plain = password.getValue();
      if (result.equals(plain)) {
        result = stored.get(password.getKey());
      } else if (plain.length() >= MIN_PART) {
        result = result.replace(plain, stored.get(password.getKey()));
      }
    }
    return result;
  }

  /** A message that somebody will read or that is logged. */
  String blotted(String message) {
    String result = message;
    for (String plain : opened.values()) {
      result =
          plain.equals(result)
              ? BLOT
              : plain.length() < MIN_PART ? result : result.replace(plain, BLOT);
    }
    return result;
  }
}
