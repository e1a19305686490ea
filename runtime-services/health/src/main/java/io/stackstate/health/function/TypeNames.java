package io.stackstate.health.function;

import io.stackstate.functions.runtime.ElementType;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The settings nodes of component or relation types. Elements name their types, arguments refer to
 * nodes: both lead to the same type here, also when two nodes have one name. One thread.
 */
final class TypeNames {
  private final Map<Long, String> names = new HashMap<>();
  private final Map<String, TreeSet<Long>> ids = new HashMap<>();

  /**
   * @param name null when the node is gone
   */
  void put(long id, String name) {
    String before = name == null ? names.remove(id) : names.put(id, name);
    if (before != null) {
      TreeSet<Long> same = ids.get(before);
      same.remove(id);
      if (same.isEmpty()) {
        ids.remove(before);
      }
    }
    if (name != null) {
      ids.computeIfAbsent(name, n -> new TreeSet<>()).add(id);
    }
  }

  ElementType named(String name) {
    TreeSet<Long> same = ids.get(name);
    return new ElementType(same == null ? 0 : same.first(), name);
  }

  /** Null when there is no such node. */
  ElementType node(long id) {
    String name = names.get(id);
    return name == null ? null : named(name);
  }
}
