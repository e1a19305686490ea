package io.stackstate.health.function;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.relation;
import static io.stackstate.health.Topology.withPropagation;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.health.element.Elements;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The native form of each function of our pack decides as its script does. */
class BuiltInTest {
  private static final List<String> PROPAGATION =
      List.of("Active failover", "Stop propagation for relation type", "Quorum based cluster");
  private static final HealthState[] STATES = {
    null, HealthState.CLEAR, HealthState.DEVIATING, HealthState.FLAPPING, HealthState.CRITICAL
  };
  private static final int COMPONENTS = 10;

  private final Random random = new Random(5);

  @Test
  void theScriptsOfThePackAreKnown() {
    for (String name : PROPAGATION) {
      assertThat(BuiltInPropagation.of(ScriptText.hash(Nodes.script(name))))
          .as("%s, with hash %s", name, ScriptText.hash(Nodes.script(name)))
          .isPresent();
      assertThat(BuiltInPropagation.of(ScriptText.hash(Nodes.script(name) + "//"))).isEmpty();
    }
    for (String name : List.of("Minimum health states", "Minimum propagated health states")) {
      assertThat(BuiltInViewHealth.of(ScriptText.hash(Nodes.script(name)))).as(name).isPresent();
    }
  }

  @Test
  void bothFormsOfPropagationAreEqualOnRandomTopologies() {
    Elements natively = new Elements(functions(""));
    Elements scripted = new Elements(functions("\n// so that it is another text"));
    int unhealthy = 0;
    for (int round = 0; round < 300; round++) {
      change(natively, scripted);
      natively.round();
      scripted.round();
      for (long id = 1; id <= COMPONENTS; id++) {
        assertThat(scripted.error(id)).as("round %d", round).isEqualTo(natively.error(id));
        assertThat(scripted.propagated(id))
            .as("component %d, round %d", id, round)
            .isEqualTo(natively.propagated(id));
        unhealthy += natively.propagated(id) == HealthState.UNKNOWN ? 0 : 1;
      }
    }
    assertThat(unhealthy).isPositive();
  }

  private static HealthFunctions functions(String more) {
    HealthFunctions functions = Nodes.functions();
    for (int i = 0; i < PROPAGATION.size(); i++) {
      functions.put(
          "PropagationFunction", i, Nodes.propagation(i, Nodes.script(PROPAGATION.get(i)) + more));
    }
    return functions;
  }

  private void change(Elements natively, Elements scripted) {
    long id = 1 + random.nextInt(COMPONENTS);
    long relation = 100 + random.nextInt(3 * COMPONENTS);
    HealthState state = STATES[random.nextInt(STATES.length)];
    long target = 1 + random.nextInt(COMPONENTS);
    DependencyDirection direction =
        DependencyDirection.values()[random.nextInt(DependencyDirection.values().length)];
    String type = random.nextBoolean() ? "uses" : "has";
    Change component = random.nextInt(4) == 0 ? component(id) : withFunction(id);
    for (Elements each : List.of(natively, scripted)) {
      each.topology.commit(component, relation(relation, type, id, target, direction));
      each.state("s" + id, "urn:" + id, state);
    }
  }

  private Change withFunction(long id) {
    return withPropagation(
        id,
        "{\"function\":%d,\"arguments\":[{\"parameter\":803,\"relationType\":900}]}"
            .formatted(random.nextInt(PROPAGATION.size())));
  }
}
