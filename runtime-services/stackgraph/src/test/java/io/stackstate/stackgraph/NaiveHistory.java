package io.stackstate.stackgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All commits in a list, folded from the first on whenever somebody asks. */
final class NaiveHistory {
  private final List<Commit> commits = new ArrayList<>();

  private record State(byte[] value, long updatedMillis) {}

  void add(List<Commit> more) {
    commits.addAll(more);
  }

  long firstMillis() {
    return commits.get(0).timeMillis();
  }

  long lastMillis() {
    return commits.get(commits.size() - 1).timeMillis();
  }

  /** Asserts that the snapshot is what all commits up to its time made. */
  void assertSame(TopologySnapshot snapshot) {
    Map<ChangeKey, State> states = new HashMap<>();
    long newest = -1;
    for (Commit commit : commits) {
      if (commit.timeMillis() <= snapshot.timeMillis()) {
        newest = commit.number();
        commit.changes().forEach(change -> apply(states, change, commit.timeMillis()));
      }
    }
    assertThat(snapshot.commit()).isEqualTo(newest);
    assertComponents(states, snapshot);
    assertRelations(states, snapshot);
    assertThat(snapshot.problems())
        .containsExactlyInAnyOrderElementsOf(
            states.entrySet().stream()
                .filter(entry -> entry.getKey().aspect() == Aspect.PROBLEM)
                .map(entry -> read(entry.getValue().value(), Problem.class))
                .toList());
  }

  private static void apply(Map<ChangeKey, State> states, Change change, long time) {
    if (change.isDelete()) {
      states.remove(change.key());
    } else {
      states.put(change.key(), new State(change.value(), time));
    }
  }

  private static void assertComponents(Map<ChangeKey, State> states, TopologySnapshot snapshot) {
    int count = 0;
    for (Map.Entry<ChangeKey, State> entry : states.entrySet()) {
      if (entry.getKey().aspect() == Aspect.COMPONENT) {
        count++;
        long id = entry.getKey().id();
        int ordinal = snapshot.componentOrdinal(id);
        assertThat(ordinal).as("component %d", id).isNotNegative();
        assertThat(snapshot.component(ordinal))
            .isEqualTo(read(entry.getValue().value(), Component.class));
        assertThat(snapshot.componentUpdatedMillis(ordinal))
            .isEqualTo(entry.getValue().updatedMillis());
        assertHealth(states, snapshot, id);
      }
    }
    assertThat(snapshot.componentCount()).isEqualTo(count);
  }

  private static void assertRelations(Map<ChangeKey, State> states, TopologySnapshot snapshot) {
    int count = 0;
    for (Map.Entry<ChangeKey, State> entry : states.entrySet()) {
      if (entry.getKey().aspect() == Aspect.RELATION) {
        count++;
        Relation relation = read(entry.getValue().value(), Relation.class);
        int ordinal = snapshot.relationOrdinal(relation.id());
        assertThat(snapshot.relation(ordinal)).isEqualTo(relation);
        assertThat(outgoing(snapshot, relation.source()).contains(ordinal))
            .as("relation %d is linked", relation.id())
            .isEqualTo(
                states.containsKey(new ChangeKey(Aspect.COMPONENT, relation.source()))
                    && states.containsKey(new ChangeKey(Aspect.COMPONENT, relation.target())));
        assertHealth(states, snapshot, relation.id());
      }
    }
    assertThat(snapshot.relationCount()).isEqualTo(count);
  }

  private static TreeSet<Integer> outgoing(TopologySnapshot snapshot, long component) {
    TreeSet<Integer> relations = new TreeSet<>();
    int ordinal = snapshot.componentOrdinal(component);
    if (ordinal >= 0) {
      snapshot.forEachOutgoing(
          ordinal, (relation, neighbour, direction) -> relations.add(relation));
    }
    return relations;
  }

  private static void assertHealth(
      Map<ChangeKey, State> states, TopologySnapshot snapshot, long id) {
    State state = states.get(new ChangeKey(Aspect.HEALTH, id));
    if (state != null) {
      Health health = read(state.value(), Health.class);
      assertThat(snapshot.health(id)).isEqualTo(health.own());
      assertThat(snapshot.propagatedHealth(id)).isEqualTo(health.propagated());
      assertThat(snapshot.propagationError(id)).isEqualTo(health.propagationError());
    }
  }

  private static <T> T read(byte[] json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
