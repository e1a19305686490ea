package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueIndexTest {

  static Stream<Arguments> hashes() {
    return Stream.of(
        Arguments.of("well mixed", (ToIntFunction<String>) Hash::of),
        Arguments.of("three hashes only", (ToIntFunction<String>) v -> v.charAt(1) % 3),
        Arguments.of("one hash only", (ToIntFunction<String>) v -> 42));
  }

  private record Kept(ValueIndex index, Map<Integer, Set<String>> valuesOf) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("hashes")
  void findsExactlyTheHoldersOfAValueWhateverTheHash(String name, ToIntFunction<String> hash) {
    Random random = new Random(3);
    ValueIndex index = new ValueIndex(hash);
    Map<Integer, Set<String>> valuesOf = new HashMap<>();
    List<Kept> kept = new ArrayList<>();
    for (int step = 0; step < 4_000; step++) {
      int component = random.nextInt(25);
      String value = "v" + random.nextInt(40);
      Set<String> values = valuesOf.computeIfAbsent(component, c -> new HashSet<>());
      if (values.remove(value)) {
        index.remove(value, component);
      } else {
        values.add(value);
        index.add(value, component, (c, v) -> valuesOf.getOrDefault(c, Set.of()).contains(v));
      }
      if (step % 400 == 0) {
        Map<Integer, Set<String>> copy = new HashMap<>();
        valuesOf.forEach((c, v) -> copy.put(c, Set.copyOf(v)));
        kept.add(new Kept(index.freeze(), copy));
      }
    }
    kept.add(new Kept(index.freeze(), valuesOf));
    kept.forEach(k -> assertFinds(k.index(), k.valuesOf()));
  }

  private static void assertFinds(ValueIndex index, Map<Integer, Set<String>> valuesOf) {
    Map<String, Set<Integer>> holders = new TreeMap<>();
    valuesOf.forEach(
        (component, values) ->
            values.forEach(v -> holders.computeIfAbsent(v, x -> new TreeSet<>()).add(component)));
    ValueIndex.Holder holder = (c, v) -> valuesOf.getOrDefault(c, Set.of()).contains(v);
    for (int i = 0; i < 41; i++) {
      Set<Integer> found = new TreeSet<>();
      index.get("v" + i, holder).forEach((int component) -> found.add(component));
      assertThat(found).isEqualTo(holders.getOrDefault("v" + i, Set.of()));
    }
    ValueOrder order = index.order(component -> List.copyOf(valuesOf.get(component)));
    assertThat(order.values()).isEqualTo(List.copyOf(holders.keySet()));
  }
}
