package io.stackstate.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The topology as plain maps of decoded records: what every snapshot is compared with. */
public final class NaiveTopology {
  private final Map<Long, Component> components;
  private final Map<Long, Relation> relations;
  private final Map<Long, Health> health;
  private final Map<Long, Long> componentUpdated;
  private final Map<Long, Problem> problems;
  private long commit;
  private long timeMillis;

  public NaiveTopology() {
    this(
        new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), -1, 0);
  }

  private NaiveTopology(
      Map<Long, Component> components,
      Map<Long, Relation> relations,
      Map<Long, Health> health,
      Map<Long, Long> componentUpdated,
      Map<Long, Problem> problems,
      long commit,
      long timeMillis) {
    this.components = components;
    this.relations = relations;
    this.health = health;
    this.componentUpdated = componentUpdated;
    this.problems = problems;
    this.commit = commit;
    this.timeMillis = timeMillis;
  }

  NaiveTopology copy() {
    return new NaiveTopology(
        new TreeMap<>(components),
        new TreeMap<>(relations),
        new TreeMap<>(health),
        new TreeMap<>(componentUpdated),
        new TreeMap<>(problems),
        commit,
        timeMillis);
  }

  public void apply(Commit commit) {
    for (Change change : commit.changes()) {
      long id = change.key().id();
      switch (change.key().aspect()) {
        case COMPONENT -> {
          put(components, id, change, Component.class);
          componentUpdated.put(id, commit.timeMillis());
        }
        case RELATION -> put(relations, id, change, Relation.class);
        case HEALTH -> put(health, id, change, Health.class);
        case PROBLEM -> put(problems, id, change, Problem.class);
      }
    }
    this.commit = commit.number();
    this.timeMillis = commit.timeMillis();
  }

  private static <T> void put(Map<Long, T> map, long id, Change change, Class<T> type) {
    if (change.isDelete()) {
      map.remove(id);
      return;
    }
    try {
      map.put(id, Json.mapper().readValue(change.value(), type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts that a snapshot shows exactly this, through every method that it has. */
  public void assertShownBy(TopologySnapshot snapshot) {
    assertThat(snapshot.commit()).isEqualTo(commit);
    assertThat(snapshot.timeMillis()).isEqualTo(timeMillis);
    assertSameTopology(snapshot);
    components.forEach(
        (id, component) ->
            assertThat(snapshot.componentUpdatedMillis(snapshot.componentOrdinal(id)))
                .isEqualTo(componentUpdated.get(id)));
  }

  /** As {@link #assertShownBy}, except commit numbers and times, which compaction changes. */
  public void assertSameTopology(TopologySnapshot snapshot) {
    assertThat(snapshot.componentCount()).isEqualTo(components.size());
    assertThat(snapshot.relationCount()).isEqualTo(relations.size());
    assertThat(ids(snapshot, snapshot.components().toArray())).isEqualTo(components.keySet());
    assertThat(LongStream.of(snapshot.componentIds(snapshot.components())).boxed())
        .containsExactlyInAnyOrderElementsOf(components.keySet());
    components.forEach(
        (id, component) -> {
          int ordinal = snapshot.componentOrdinal(id);
          assertThat(snapshot.componentId(ordinal)).isEqualTo(id);
          assertThat(snapshot.component(ordinal)).isEqualTo(component);
          assertThat(outgoing(snapshot, ordinal)).isEqualTo(links(id, true));
          assertThat(incoming(snapshot, ordinal)).isEqualTo(links(id, false));
        });
    relations.forEach(
        (id, relation) -> {
          int ordinal = snapshot.relationOrdinal(id);
          assertThat(snapshot.relationId(ordinal)).isEqualTo(id);
          assertThat(snapshot.relation(ordinal)).isEqualTo(relation);
        });
    assertHealth(snapshot);
    assertThat(snapshot.problems()).containsExactlyInAnyOrderElementsOf(problems.values());
    for (Attribute attribute : Attribute.values()) {
      assertValues(snapshot, attribute);
    }
  }

  private void assertHealth(TopologySnapshot snapshot) {
    Set<Long> ids = new HashSet<>(health.keySet());
    ids.addAll(components.keySet());
    ids.addAll(relations.keySet());
    for (long id : ids) {
      assertThat(snapshot.health(id)).isEqualTo(own(id));
      Health record = isThere(id) ? health.get(id) : null;
      assertThat(snapshot.propagatedHealth(id))
          .isEqualTo(record == null ? HealthState.UNKNOWN : record.propagated());
    }
  }

  private void assertValues(TopologySnapshot snapshot, Attribute attribute) {
    Map<String, Set<Long>> byValue = new TreeMap<>();
    for (Component component : components.values()) {
      for (String value : values(component, attribute)) {
        byValue.computeIfAbsent(value, v -> new TreeSet<>()).add(component.id());
      }
    }
    assertThat(snapshot.values(attribute)).isEqualTo(List.copyOf(byValue.keySet()));
    byValue.forEach(
        (value, expected) ->
            assertThat(ids(snapshot, snapshot.components(attribute, value).toArray()))
                .isEqualTo(expected));
    assertThat(snapshot.components(attribute, "no such value").isEmpty()).isTrue();
  }

  private boolean isThere(long id) {
    return components.containsKey(id) || relations.containsKey(id);
  }

  private HealthState own(long id) {
    Health record = isThere(id) ? health.get(id) : null;
    return record == null ? HealthState.UNKNOWN : record.own();
  }

  private List<String> values(Component c, Attribute attribute) {
    return switch (attribute) {
      case NAME -> single(c.name());
      case TYPE -> single(c.type());
      case LAYER -> single(c.layer());
      case DOMAIN -> single(c.domain());
      case ENVIRONMENT -> c.environments();
      case LABEL -> c.labels();
      case IDENTIFIER -> c.identifiers();
      case HEALTH -> List.of(own(c.id()).name());
    };
  }

  private static List<String> single(String value) {
    return value == null ? List.of() : List.of(value);
  }

  private record Link(long relation, long neighbour, DependencyDirection direction) {}

  private Set<Link> links(long id, boolean outgoing) {
    return relations.values().stream()
        .filter(r -> components.containsKey(r.source()) && components.containsKey(r.target()))
        .filter(r -> (outgoing ? r.source() : r.target()) == id)
        .map(r -> new Link(r.id(), outgoing ? r.target() : r.source(), r.dependencyDirection()))
        .collect(Collectors.toSet());
  }

  private static Set<Link> outgoing(TopologySnapshot snapshot, int component) {
    List<Link> links = new ArrayList<>();
    snapshot.forEachOutgoing(component, (r, n, d) -> links.add(link(snapshot, r, n, d)));
    return distinct(links);
  }

  private static Set<Link> incoming(TopologySnapshot snapshot, int component) {
    List<Link> links = new ArrayList<>();
    snapshot.forEachIncoming(component, (r, n, d) -> links.add(link(snapshot, r, n, d)));
    return distinct(links);
  }

  private static Link link(TopologySnapshot s, int relation, int neighbour, DependencyDirection d) {
    return new Link(s.relationId(relation), s.componentId(neighbour), d);
  }

  private static <T> Set<T> distinct(List<T> items) {
    Map<T, Boolean> seen = new HashMap<>();
    items.forEach(item -> assertThat(seen.put(Objects.requireNonNull(item), true)).isNull());
    return new HashSet<>(items);
  }

  private static Set<Long> ids(TopologySnapshot snapshot, int[] ordinals) {
    return IntStream.of(ordinals)
        .mapToObj(snapshot::componentId)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
