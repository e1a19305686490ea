package io.stackstate.health.function;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.relation;
import static io.stackstate.health.Topology.withPropagation;
import static io.stackstate.model.change.DependencyDirection.ONE_WAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.health.element.Elements;
import io.stackstate.model.change.HealthState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health sheet, section 5.3, and test cases 30 to 32 of section 15. */
class PropagationFunctionTest {
  private static final long FUNCTION = 7;
  private static final String STOP_USES =
      "{\"function\":7,\"arguments\":[{\"_type\":\"ArgumentRelationTypeRef\",\"parameter\":803,"
          + "\"relationType\":900}]}";

  private HealthFunctions functions;
  private Elements elements;

  /** 1 depends on 2 and 3. */
  @BeforeEach
  void topology() {
    topology(Nodes.functions());
  }

  private void topology(HealthFunctions with) {
    functions = with;
    elements = new Elements(functions);
    elements.topology.commit(component(1, FUNCTION), component(2), component(3));
    elements.topology.commit(relation(12, 1, 2, ONE_WAY), relation(13, "has", 1, 3, ONE_WAY));
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, , DEVIATING",
    "CRITICAL, CRITICAL, CRITICAL",
    "CRITICAL, DEVIATING, CRITICAL",
    "DEVIATING, , UNKNOWN",
    "DEVIATING, DEVIATING, DEVIATING",
    "CLEAR, CLEAR, UNKNOWN"
  })
  void activeFailover(HealthState first, HealthState second, HealthState expected) {
    for (String script :
        new String[] {Nodes.script("Active failover"), Nodes.script("Active failover") + "\n//"}) {
      define(script);
      elements.state("a", "urn:2", first).state("b", "urn:3", second);
      elements.state("own", "urn:1", HealthState.CRITICAL).round();

      assertThat(elements.error(1)).isNull();
      assertThat(elements.propagated(1)).isEqualTo(expected);
    }
  }

  @Test
  void stopPropagationForARelationType() {
    for (String more : new String[] {"", "\n//"}) {
      define(Nodes.script("Stop propagation for relation type") + more);
      elements.topology.commit(withPropagation(1, STOP_USES));
      elements.state("a", "urn:2", HealthState.CRITICAL).round();
      assertThat(elements.error(1)).isNull();
      assertThat(elements.propagated(1)).isEqualTo(HealthState.UNKNOWN);

      elements.state("b", "urn:3", HealthState.DEVIATING).round();
      assertThat(elements.propagated(1)).isEqualTo(HealthState.DEVIATING);

      elements.state("own", "urn:1", HealthState.FLAPPING).round();
      assertThat(elements.propagated(1)).isEqualTo(HealthState.FLAPPING);

      elements.topology.commit(relation(13, "uses", 1, 3, ONE_WAY));
      elements.round();
      assertThat(elements.propagated(1)).isEqualTo(HealthState.UNKNOWN);
      elements.topology.commit(relation(13, "has", 1, 3, ONE_WAY));
      elements.state("own", "urn:1", null).state("b", "urn:3", null).round();
    }
  }

  @Test
  void anotherBodyDecidesAnewWhoUsesIt() {
    define("CRITICAL");
    elements.round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.CRITICAL);

    define("return componentId == component && transparentState == autoState ? DEVIATING : CLEAR");
    elements.round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.DEVIATING);

    functions.put("PropagationFunction", FUNCTION, null);
    elements.functionsChanged(functions.takeChanged().toArray(Long[]::new)).round();
    assertThat(elements.error(1)).contains("7 does not exist");
    assertThat(elements.propagated(1)).isEqualTo(HealthState.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "6, CRITICAL",
    "9, CRITICAL",
    "5, FLAPPING",
    "4, DEVIATING",
    "3, UNKNOWN",
    "-1, UNKNOWN"
  })
  void numbersStandForStates(int number, HealthState state) {
    define("return " + number);
    elements.round();

    assertThat(elements.propagated(1)).isEqualTo(state);
    assertThat(elements.error(1)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new IllegalStateException('boom')|boom",
        "return \"purple\"|purple",
        "return 1 +|",
        "System.exit(1)|",
        "Http.get('http://localhost')|Http"
      })
  void aFunctionThatFailsIsAnErrorOfItsElementAndCountsAsHealthy(String script, String message) {
    define(script);
    elements.topology.commit(component(4), relation(41, 4, 1, ONE_WAY));
    elements.state("a", "urn:2", HealthState.CRITICAL).round();

    assertThat(elements.error(1)).contains(message == null ? "" : message);
    assertThat(elements.propagated(1)).isEqualTo(HealthState.UNKNOWN);
    assertThat(elements.log(4)).isNull();
  }

  @Test
  void aScriptSeesTheElementAndItsDependencies() {
    define(
        "d = element.getDependencies().find { it.type.name == 'has' };"
            + "target = d.getDependencies().first();"
            + "state = stateChangesRepository.getState(target);"
            + "log.info(element.name + target.name);"
            + "return element.isComponent() && !d.isComponent() && element.type.name == 'server'"
            + " && state.getHealthState().intValue == 2"
            + " && state.getPropagatedHealthState().getIntValue() == 1 ? FLAPPING : UNKNOWN");
    elements.state("a", "urn:3", HealthState.CLEAR).round();

    assertThat(elements.error(1)).isNull();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.FLAPPING);
  }

  @Test
  void aRunStateDecidesAnewWhoDependsOnIt() {
    define(
        "down = element.getDependencies().any { it.getDependencies().first().runState().name() =="
            + " 'STOPPED' };"
            + "return down ? CRITICAL : element.runState().name() == 'STARTING' ? DEVIATING : UNKNOWN");
    elements.round();
    assertThat(elements.error(1)).isNull();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.UNKNOWN);

    elements.running(1, 71, "STARTING").round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.DEVIATING);
    elements.running(3, 73, "STOPPED").round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.CRITICAL);
    elements.running(3, 73, "RUNNING").round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.DEVIATING);
  }

  @Test
  void anAsynchronousFunctionSeesTopology() {
    functions.put(
        "PropagationFunction",
        FUNCTION,
        Nodes.asynchronous(
            FUNCTION,
            "Component.withId(component).get().then { it.name == 'c1' ? CRITICAL : UNKNOWN }"));
    elements.functionsChanged(functions.takeChanged().toArray(Long[]::new)).round();

    assertThat(elements.error(1)).isNull();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.CRITICAL);
  }

  @Test
  void whatUsesUpItsLimitsIsLeftAloneForAWhile() {
    topology(Nodes.hasty());
    define("while (true) {}");
    for (int i = 0; i < Guard.TOLERATED; i++) {
      elements.state("a", "urn:2", HealthState.values()[2 + 2 * i]).round();
      assertThat(elements.error(1)).contains("took longer");
      assertThat(elements.propagated(1)).isEqualTo(HealthState.UNKNOWN);
    }
    elements.state("a", "urn:2", HealthState.CLEAR).round();

    assertThat(elements.error(1)).contains("is not called for 30 s");
  }

  private void define(String script) {
    functions.put("PropagationFunction", FUNCTION, Nodes.propagation(FUNCTION, script));
    elements.functionsChanged(functions.takeChanged().toArray(Long[]::new));
  }
}
