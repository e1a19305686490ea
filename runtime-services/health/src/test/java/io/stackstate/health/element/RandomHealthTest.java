package io.stackstate.health.element;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.gone;
import static io.stackstate.health.Topology.relation;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Incremental rounds end where the definition of propagation, applied to the whole, ends. */
class RandomHealthTest {
  private static final int COMPONENTS = 12;
  private static final int RELATIONS = 24;
  private static final int ROUNDS = 400;
  private static final HealthState[] STATES = {
    null, null, HealthState.CLEAR, HealthState.DEVIATING, HealthState.FLAPPING, HealthState.CRITICAL
  };

  private final Elements elements = new Elements();
  private final Map<Long, HealthState> own = new HashMap<>();
  private final Map<Long, Boolean> present = new HashMap<>();
  private final Map<Long, Edge> edges = new HashMap<>();

  private record Edge(long source, long target, DependencyDirection direction) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void roundsEqualTheDefinition(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        change(random);
      }
      if (random.nextInt(50) == 0) {
        elements.restart();
      } else {
        elements.round();
      }
      compare(seed, round);
    }
  }

  private void change(Random random) {
    long id = 1 + random.nextInt(COMPONENTS);
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        HealthState state = STATES[random.nextInt(STATES.length)];
        own.put(id, state);
        elements.state("s" + id, "urn:" + id, state);
      }
      case 2 -> {
        boolean there = random.nextInt(4) > 0;
        present.put(id, there);
        elements.topology.commit(there ? component(id) : gone(Aspect.COMPONENT, id));
      }
      default -> {
        long relation = 100 + random.nextInt(RELATIONS);
        if (random.nextInt(4) == 0) {
          edges.remove(relation);
          elements.topology.commit(gone(Aspect.RELATION, relation));
        } else {
          DependencyDirection[] directions = DependencyDirection.values();
          Edge edge =
              new Edge(
                  id,
                  1 + random.nextInt(COMPONENTS),
                  directions[random.nextInt(directions.length)]);
          edges.put(relation, edge);
          elements.topology.commit(
              relation(relation, edge.source(), edge.target(), edge.direction()));
        }
      }
    }
  }

  private void compare(long seed, int round) {
    Map<Long, HealthState> expected = propagate();
    for (long id = 1; id <= COMPONENTS; id++) {
      assertThat(elements.propagated(id))
          .as("component %d, seed %d, round %d", id, seed, round)
          .isEqualTo(expected.getOrDefault(id, HealthState.UNKNOWN));
    }
    edges.forEach(
        (id, edge) ->
            assertThat(elements.propagated(id))
                .as("relation %d, seed %d, round %d", id, seed, round)
                .isEqualTo(ofRelation(edge, expected)));
  }

  /** The least fixed point, by doing it again until nothing changes. */
  private Map<Long, HealthState> propagate() {
    Map<Long, HealthState> states = new HashMap<>();
    own.forEach(
        (id, state) -> {
          if (isThere(id) && state != null && state.compareTo(HealthState.DEVIATING) >= 0) {
            states.put(id, state);
          }
        });
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Edge edge : edges.values()) {
        if (isThere(edge.source()) && isThere(edge.target())) {
          if (edge.direction() != DependencyDirection.NONE) {
            changed |= raise(states, edge.source(), edge.target());
          }
          if (edge.direction() == DependencyDirection.BOTH) {
            changed |= raise(states, edge.target(), edge.source());
          }
        }
      }
    }
    return states;
  }

  private static boolean raise(Map<Long, HealthState> states, long dependent, long dependency) {
    HealthState from = states.getOrDefault(dependency, HealthState.UNKNOWN);
    if (from.compareTo(states.getOrDefault(dependent, HealthState.UNKNOWN)) <= 0) {
      return false;
    }
    states.put(dependent, from);
    return true;
  }

  private HealthState ofRelation(Edge edge, Map<Long, HealthState> states) {
    if (!isThere(edge.source())
        || !isThere(edge.target())
        || edge.direction() == DependencyDirection.NONE) {
      return HealthState.UNKNOWN;
    }
    HealthState target = states.getOrDefault(edge.target(), HealthState.UNKNOWN);
    HealthState source = states.getOrDefault(edge.source(), HealthState.UNKNOWN);
    return edge.direction() == DependencyDirection.BOTH && source.compareTo(target) > 0
        ? source
        : target;
  }

  private boolean isThere(long id) {
    return present.getOrDefault(id, false);
  }
}
