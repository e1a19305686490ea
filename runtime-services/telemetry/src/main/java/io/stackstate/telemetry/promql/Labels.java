package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.LabelMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The labels of a series in order of their names, none empty. Immutable, with its hash kept. */
final class Labels implements Comparable<Labels> {
  static final Labels NONE = new Labels(new String[0]);

  /** Name, value, name, value. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  static Labels of(Map<String, String> labels) {
    List<String> pairs = new ArrayList<>(2 * labels.size());
    new TreeMap<>(labels).forEach((name, value) -> add(pairs, name, value));
    return new Labels(pairs.toArray(String[]::new));
  }

  private static void add(List<String> pairs, String name, String value) {
    if (!value.isEmpty()) {
      pairs.add(name);
      pairs.add(value);
    }
  }

  /** Empty when there is no such label. */
  String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  Labels withoutName() {
    return pairs.length > 0 && get(LabelMatcher.NAME).isEmpty() ? this : without(List.of());
  }

  /** Without these, and without the name of the metric. */
  Labels without(Collection<String> names) {
    return filtered(name -> !name.equals(LabelMatcher.NAME) && !names.contains(name));
  }

  Labels only(Collection<String> names) {
    return filtered(names::contains);
  }

  private Labels filtered(Predicate<String> wanted) {
    List<String> kept = new ArrayList<>(pairs.length);
    for (int i = 0; i < pairs.length; i += 2) {
      if (wanted.test(pairs[i])) {
        add(kept, pairs[i], pairs[i + 1]);
      }
    }
    return kept.size() == pairs.length ? this : new Labels(kept.toArray(String[]::new));
  }

  /** With another value of a label, or without it when that is empty. */
  Labels with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(asMap());
    changed.put(name, value);
    return of(changed);
  }

  /** In order of names. */
  Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Override
  public int compareTo(Labels other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels
        && hash == labels.hash
        && Arrays.equals(pairs, labels.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As Prometheus shows series in errors. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(pairs[i]).append("=\"").append(pairs[i + 1]);
      text.append('"');
    }
    return text.append('}').toString();
  }
}
