package io.stackstate.synchronization.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the incremental grouping with one that is computed from nothing each time. */
class RandomMergeTest {
  private static final int SYNCS = 3;
  private static final int IDS = 6;
  private static final int IDENTIFIERS = 7;

  /** What one contributor says, as the test knows it. */
  private record Said(long sync, String externalId, long created, List<String> identifiers) {
    String key() {
      return sync + "/" + externalId;
    }
  }

  private final Map<String, Said> said = new TreeMap<>();
  private final Map<String, List<String>> ends = new TreeMap<>();
  private final Fixture f = new Fixture();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isWhatANaiveComputationGives(long seed) {
    Random random = new Random(seed);
    for (long sync = 1; sync <= SYNCS; sync++) {
      f.configure(sync);
    }
    for (int step = 0; step < 400; step++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        act(random);
      }
      f.drain();
      if (random.nextInt(10) == 0) {
        f.restart();
      }
      assertThat(actual()).as("seed %d step %d", seed, step).isEqualTo(expected());
      assertThat(actualEnds()).as("seed %d step %d", seed, step).isEqualTo(expectedEnds());
    }
  }

  private void act(Random random) {
    long sync = 1 + random.nextInt(SYNCS);
    String id = "e" + random.nextInt(IDS);
    String key = sync + "/" + id;
    int action = random.nextInt(10);
    if (action < 5) {
      Set<String> identifiers = new LinkedHashSet<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        identifiers.add("i" + random.nextInt(IDENTIFIERS));
      }
      String json =
          identifiers.stream().map(i -> "'" + i + "'").collect(Collectors.joining(",", "[", "]"));
      f.feed(sync, "h", Fixture.component(id, "{'identifiers':" + json + "}"));
      long created = said.containsKey(key) ? said.get(key).created() : f.now;
      said.put(key, new Said(sync, id, created, List.copyOf(identifiers)));
    } else if (action < 8) {
      String other = "e" + random.nextInt(IDS);
      if (said.containsKey(key) && said.containsKey(sync + "/" + other)) {
        f.feed(sync, "h", Fixture.relation(id, other));
        ends.put(sync + "/" + id + "->" + other, List.of(key, sync + "/" + other));
      }
    } else {
      f.feed(sync, "h", Fixture.delete(id));
      said.remove(key);
      ends.values().removeIf(pair -> pair.contains(key));
    }
  }

  /** The contributors of each component, oldest first. */
  private Set<List<String>> expected() {
    Set<List<String>> groups = new HashSet<>();
    Set<String> done = new HashSet<>();
    for (Said start : said.values()) {
      if (done.contains(start.key())) {
        continue;
      }
      groups.add(
          reach(start).stream()
              .sorted(
                  Comparator.comparingLong(Said::created)
                      .thenComparing(Said::sync)
                      .thenComparing(Said::externalId))
              .map(Said::key)
              .peek(done::add)
              .toList());
    }
    return groups;
  }

  private List<Said> reach(Said start) {
    List<Said> group = new ArrayList<>(List.of(start));
    for (int i = 0; i < group.size(); i++) {
      for (Said other : said.values()) {
        boolean shares =
            other.identifiers().stream().anyMatch(group.get(i).identifiers()::contains);
        if (shares && !group.contains(other)) {
          group.add(other);
        }
      }
    }
    return group;
  }

  private Set<List<String>> actual() {
    Set<List<String>> groups = new HashSet<>();
    for (Component component : f.components()) {
      groups.add(component.sources().stream().map(RandomMergeTest::key).toList());
      Set<String> identifiers = new HashSet<>();
      component.sources().forEach(s -> identifiers.addAll(said.get(key(s)).identifiers()));
      assertThat(component.identifiers()).containsExactlyInAnyOrderElementsOf(identifiers);
      Source oldest = component.sources().get(0);
      assertThat(component.name()).isEqualTo(oldest.externalId());
      if (oldest.contribution() != null) {
        assertThat(component.id()).isEqualTo(oldest.contribution().id());
      }
    }
    return groups;
  }

  private Map<String, List<Long>> expectedEnds() {
    Map<String, Long> shownAs = new TreeMap<>();
    f.components().forEach(c -> c.sources().forEach(s -> shownAs.put(key(s), c.id())));
    Map<String, List<Long>> expected = new TreeMap<>();
    ends.forEach((id, pair) -> expected.put(id, pair.stream().map(shownAs::get).toList()));
    return expected;
  }

  private Map<String, List<Long>> actualEnds() {
    Map<String, List<Long>> actual = new TreeMap<>();
    for (Relation r : f.relations()) {
      actual.put(r.sync() + "/" + r.externalId(), List.of(r.source(), r.target()));
    }
    return actual;
  }

  private static String key(Source source) {
    return source.sync() + "/" + source.externalId();
  }
}
