package io.stackstate.functions.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Independent, mutable copies of maps and lists, all the way down. */
public final class Copies {
  private Copies() {}

  public static Map<String, Object> map(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      copy.put(String.valueOf(entry.getKey()), value(entry.getValue()));
    }
    return copy;
  }

  public static List<Object> list(Collection<?> list) {
    List<Object> copy = new ArrayList<>(list.size());
    for (Object element : list) {
      copy.add(value(element));
    }
    return copy;
  }

  /** Other values are shared: they cannot be changed. */
  public static Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return value instanceof Collection<?> collection ? list(collection) : value;
  }
}
