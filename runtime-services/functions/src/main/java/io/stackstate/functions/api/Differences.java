package io.stackstate.functions.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What differs between two lists of elements; the same id is the same element. */
record Differences(
    List<Map<String, Object>> added,
    List<Map<String, Object>> removed,
    List<Map<String, Object>> changed) {

  static Differences between(List<Map<String, Object>> before, List<Map<String, Object>> after) {
    Map<Object, Map<String, Object>> old = new LinkedHashMap<>();
    before.forEach(element -> old.put(element.get("id"), element));
    List<Map<String, Object>> added = new ArrayList<>();
    List<Map<String, Object>> changed = new ArrayList<>();
    for (Map<String, Object> element : after) {
      Map<String, Object> same = old.remove(element.get("id"));
      if (same == null) {
        added.add(element);
      } else if (!same.equals(element)) {
        changed.add(element);
      }
    }
    return new Differences(added, new ArrayList<>(old.values()), changed);
  }

  List<Map<String, Object>> all() {
    List<Map<String, Object>> all = new ArrayList<>(added);
    all.addAll(removed);
    all.addAll(changed);
    return all;
  }

  void put(Map<String, Object> result, String what) {
    result.put("added" + what, added);
    result.put("removed" + what, removed);
    result.put("changed" + what, changed);
  }
}
