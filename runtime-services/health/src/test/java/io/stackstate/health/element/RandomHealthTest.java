package io.stackstate.health.element;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.gone;
import static io.stackstate.health.Topology.relation;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.health.element.Definition.Edge;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incremental rounds end where the definition of propagation, applied to the whole, ends. */
class RandomHealthTest {
  private static final int COMPONENTS = 12;
  private static final int RELATIONS = 24;
  private static final int ROUNDS = 400;
  private static final HealthState[] STATES = {
    null, null, HealthState.CLEAR, HealthState.DEVIATING, HealthState.FLAPPING, HealthState.CRITICAL
  };

  private final Definition definition = new Definition();
  private final Elements elements = new Elements(TestRules::of);

  /**
   * @param ruled how many of ten components follow a rule of their own
   */
  @ParameterizedTest
  @CsvSource({
    "1, 0", "2, 0", "3, 0", "4, 0", "5, 0", "6, 1", "7, 1", "8, 1", "9, 2", "10, 2", "11, 2",
    "12, 4", "13, 4", "14, 7", "15, 7", "16, 10", "17, 10"
  })
  void roundsEqualTheDefinition(long seed, int ruled) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        change(random, ruled);
      }
      if (random.nextInt(50) == 0) {
        elements.restart();
      } else {
        elements.round();
      }
      compare(seed, round);
    }
  }

  private void change(Random random, int ruled) {
    long id = 1 + random.nextInt(COMPONENTS);
    switch (random.nextInt(6)) {
      case 0, 1 -> {
        HealthState state = STATES[random.nextInt(STATES.length)];
        definition.own.put(id, state);
        elements.state("s" + id, "urn:" + id, state);
      }
      case 2 -> changeComponent(random, ruled, id);
      case 3 -> {
        long relation = 100 + random.nextInt(RELATIONS);
        HealthState state = STATES[random.nextInt(STATES.length)];
        definition.own.put(relation, state);
        elements.state("s" + relation, "r" + relation, state);
      }
      default -> changeRelation(random, id);
    }
  }

  private void changeComponent(Random random, int ruled, long id) {
    if (random.nextInt(4) == 0) {
      definition.components.remove(id);
      elements.topology.commit(gone(Aspect.COMPONENT, id));
    } else if (random.nextInt(10) < ruled) {
      long function = 1 + random.nextInt(TestRules.COUNT);
      definition.components.put(id, function);
      elements.topology.commit(component(id, function));
    } else {
      definition.components.put(id, 0L);
      elements.topology.commit(component(id));
    }
  }

  private void changeRelation(Random random, long id) {
    long relation = 100 + random.nextInt(RELATIONS);
    if (random.nextInt(4) == 0) {
      definition.edges.remove(relation);
      elements.topology.commit(gone(Aspect.RELATION, relation));
    } else {
      DependencyDirection[] directions = DependencyDirection.values();
      Edge edge =
          new Edge(
              id, 1 + random.nextInt(COMPONENTS), directions[random.nextInt(directions.length)]);
      definition.edges.put(relation, edge);
      elements.topology.commit(relation(relation, edge.source(), edge.target(), edge.direction()));
    }
  }

  private void compare(long seed, int round) {
    definition.evaluate();
    for (long id = 1; id <= COMPONENTS; id++) {
      assertThat(elements.propagated(id))
          .as("component %d, seed %d, round %d", id, seed, round)
          .isEqualTo(definition.component(id));
      assertThat(elements.error(id) != null)
          .as("error of component %d, seed %d, round %d", id, seed, round)
          .isEqualTo(definition.failed(id));
    }
    for (long id : definition.edges.keySet()) {
      assertThat(elements.propagated(id))
          .as("relation %d, seed %d, round %d", id, seed, round)
          .isEqualTo(definition.relation(id));
    }
  }
}
