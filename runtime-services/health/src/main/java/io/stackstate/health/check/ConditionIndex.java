package io.stackstate.health.check;

import io.stackstate.model.check.StreamCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds the streams whose conditions a point or event fulfils, without asking each: streams with
 * conditions on the same fields are found by the values of those. One thread.
 *
 * @param <T> a stream
 */
final class ConditionIndex<T> {
  private final List<Group<T>> groups = new ArrayList<>();

  /** Streams with conditions on these fields, by what they must be. */
  private record Group<T>(List<String> keys, Map<List<String>, List<T>> streams) {}

  void add(List<StreamCondition> conditions, T stream) {
    List<StreamCondition> sorted = sorted(conditions);
    List<String> keys = sorted.stream().map(StreamCondition::key).toList();
    Group<T> group = group(keys);
    if (group == null) {
      group = new Group<>(keys, new HashMap<>());
      groups.add(group);
    }
    group.streams().computeIfAbsent(values(sorted), v -> new ArrayList<>(1)).add(stream);
  }

  void remove(List<StreamCondition> conditions, T stream) {
    List<StreamCondition> sorted = sorted(conditions);
    Group<T> group = group(sorted.stream().map(StreamCondition::key).toList());
    List<T> streams = group == null ? null : group.streams().get(values(sorted));
    if (streams != null && streams.remove(stream) && streams.isEmpty()) {
      group.streams().remove(values(sorted));
      if (group.streams().isEmpty()) {
        groups.remove(group);
      }
    }
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  void forEach(Fields fields, Consumer<T> visitor) {
    for (int g = 0; g < groups.size(); g++) {
      Group<T> group = groups.get(g);
      List<String> values = values(group.keys(), fields);
      List<T> streams = values == null ? null : group.streams().get(values);
      for (int i = 0; streams != null && i < streams.size(); i++) {
        visitor.accept(streams.get(i));
      }
    }
  }

  private Group<T> group(List<String> keys) {
    for (Group<T> group : groups) {
      if (group.keys().equals(keys)) {
        return group;
      }
    }
    return null;
  }

  private static List<StreamCondition> sorted(List<StreamCondition> conditions) {
    return conditions.stream().sorted(Comparator.comparing(StreamCondition::key)).toList();
  }

  private static List<String> values(List<StreamCondition> sorted) {
    return sorted.stream().map(StreamCondition::value).toList();
  }

  /** Null when one of them is missing. */
  private static List<String> values(List<String> keys, Fields fields) {
    String[] values = new String[keys.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(keys.get(i));
      if (values[i] == null) {
        return null;
      }
    }
    return Arrays.asList(values);
  }
}
