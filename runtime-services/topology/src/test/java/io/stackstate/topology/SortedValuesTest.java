package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedValuesTest {
  private final Random random = new Random(8);

  @Test
  void everyVersionHoldsWhatTheChangesUpToItLeft() {
    TreeMap<String, Integer> expected = new TreeMap<>(Map.of("abc", 1));
    SortedValues values = SortedValues.of(expected);
    List<Map.Entry<SortedValues, TreeMap<String, Integer>>> versions = new ArrayList<>();
    for (int step = 0; step < 60; step++) {
      if (step == 20) {
        // From here on the index of fragments is kept up as well.
        assertHolds(values, expected);
      }
      Map<String, Integer> changes = changes(step < 40 ? 0.2 : 0.8, expected);
      values = values.with(changes);
      versions.add(Map.entry(values, new TreeMap<>(expected)));
    }
    versions.forEach(version -> assertHolds(version.getKey(), version.getValue()));
  }

  @Test
  void losesAllValuesAndTakesNewOnes() {
    SortedValues values = SortedValues.of(Map.of("a", 1, "b", -1));
    SortedValues none = values.with(Map.of("a", ValueChanges.GONE, "b", ValueChanges.GONE));
    assertHolds(none, new TreeMap<>());
    assertHolds(none.with(Map.of("c", 7)), new TreeMap<>(Map.of("c", 7)));
    assertHolds(values, new TreeMap<>(Map.of("a", 1, "b", -1)));
  }

  private Map<String, Integer> changes(double gone, TreeMap<String, Integer> expected) {
    Map<String, Integer> changes = new HashMap<>();
    List<String> there = List.copyOf(expected.keySet());
    for (int i = 0; i < 200; i++) {
      String value = random.nextInt(3) == 0 ? there.get(random.nextInt(there.size())) : text(6);
      boolean goes = random.nextDouble() < gone && expected.size() > 1;
      changes.put(value, goes ? ValueChanges.GONE : random.nextInt(100) - 1);
    }
    changes.forEach(
        (value, component) -> {
          if (component == ValueChanges.GONE) {
            expected.remove(value);
          } else {
            expected.put(value, component);
          }
        });
    return changes;
  }

  private void assertHolds(SortedValues values, TreeMap<String, Integer> expected) {
    assertThat(values.values()).isEqualTo(List.copyOf(expected.keySet()));
    for (int i = 0; i < expected.size(); i += 97) {
      assertThat(values.values().get(i)).isEqualTo(List.copyOf(expected.keySet()).get(i));
    }
    for (int i = 0; i < 20; i++) {
      String text = text(3);
      TreeMap<String, Integer> starting = new TreeMap<>(expected);
      starting.keySet().removeIf(value -> !value.startsWith(text));
      assertThat(read(values.startingWith(text), "")).isEqualTo(starting);
      assertThat(components(values.startingWith(text))).isEqualTo(List.copyOf(starting.values()));
      assertThat(values.mostWith(text)).isEqualTo(starting.size());
      TreeMap<String, Integer> containing = new TreeMap<>(expected);
      containing.keySet().removeIf(value -> !value.contains(text));
      assertThat(read(values.containing(List.of(text)), text)).isEqualTo(containing);
    }
  }

  /** Many at a time where that goes, into the midst of an array with little room. */
  private static List<Integer> components(ValueOrder.Cursor cursor) {
    List<Integer> read = new ArrayList<>();
    int[] some = new int[50];
    while (true) {
      int count = cursor.components(some, 7);
      for (int i = 0; i < count; i++) {
        read.add(some[7 + i]);
      }
      if (count == 0 && !cursor.next()) {
        return read;
      } else if (count == 0) {
        read.add(cursor.component());
      }
    }
  }

  private static TreeMap<String, Integer> read(ValueOrder.Cursor cursor, String containing) {
    TreeMap<String, Integer> read = new TreeMap<>();
    while (cursor.next()) {
      if (cursor.value().contains(containing)) {
        read.put(cursor.value(), cursor.component());
      }
    }
    return read;
  }

  private String text(int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(4)));
    }
    return text.toString();
  }
}
