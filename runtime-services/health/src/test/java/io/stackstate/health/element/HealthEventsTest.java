package io.stackstate.health.element;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.gone;
import static io.stackstate.health.Topology.relation;
import static io.stackstate.model.change.DependencyDirection.BOTH;
import static io.stackstate.model.change.DependencyDirection.ONE_WAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.intake.TopologyEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Health sheet, sections 5.4 (6) and 8.1; own states of relations: section 1.2 and test case 27.
 */
class HealthEventsTest {
  private final Elements elements = new Elements(TestRules::of);

  @Test
  void aChangeOfTheOwnHealthTellsTheFailingChecks() {
    elements.topology.commit(component(1, "urn:1", "urn:one"));
    elements.state("a", "urn:1", HealthState.CLEAR).state("b", "urn:one", HealthState.DEVIATING);
    elements.state("c", "urn:1", HealthState.CRITICAL).round();

    TopologyEvent event = events(EventTypes.HEALTH_STATE_CHANGED).get(0);
    assertThat(event.category()).isEqualTo("Alerts");
    assertThat(event.source()).isEqualTo("StackState");
    assertThat(event.name()).isEqualTo("health state changed");
    assertThat(event.elements()).containsExactly(1L);
    assertThat(event.elementIdentifiers()).containsExactly("urn:1", "urn:one");
    HealthStateChange change = data(event);
    assertThat(change.oldValue()).isEqualTo(HealthState.UNKNOWN);
    assertThat(change.newValue()).isEqualTo(HealthState.CRITICAL);
    assertThat(change.failingChecks())
        .extracting(HealthStateChange.FailingCheck::name)
        .containsExactly("check c", "check b");
  }

  @Test
  void otherChecksThatFailWhileTheStateStaysAreAnEvent() {
    elements.topology.commit(component(1, "urn:1"));
    elements.state("a", "urn:1", HealthState.CRITICAL).round();
    elements.state("b", "urn:1", HealthState.DEVIATING).round();

    assertThat(elements.writes()).containsExactly(1L);
    TopologyEvent event = elements.events().get(0);
    assertThat(event.type()).isEqualTo(EventTypes.CHECK_STATES_CHANGED);
    HealthStateChange change = data(event);
    assertThat(change.oldValue()).isEqualTo(change.newValue()).isEqualTo(HealthState.CRITICAL);
    assertThat(change.failingChecks())
        .extracting(f -> f.name())
        .containsExactly("check a", "check b");
    assertThat(change.failingChecks())
        .extracting(f -> f.id())
        .doesNotContain(0L)
        .doesNotHaveDuplicates();

    elements.titled("a", "urn:1", HealthState.CRITICAL, "disk full", "93 %").round();
    assertThat(elements.events())
        .extracting(TopologyEvent::type)
        .containsExactly("Check States Changed");
    elements.state("b", "urn:1", null).round();
    assertThat(elements.events())
        .extracting(TopologyEvent::type)
        .containsExactly("Check States Changed");
  }

  @Test
  void aMessageAloneAHealthyCheckAndARestartAreNoEvent() {
    elements.topology.commit(component(1, "urn:1"));
    elements.titled("a", "urn:1", HealthState.CRITICAL, "disk full", "93 %").round();
    elements.titled("a", "urn:1", HealthState.CRITICAL, "disk full", "94 %").round();
    assertThat(elements.writes()).containsExactly(1L);
    assertThat(elements.events()).isEmpty();

    elements.state("b", "urn:1", HealthState.CLEAR).round();
    assertThat(elements.writes()).containsExactly(1L);
    assertThat(elements.events()).isEmpty();

    elements.restart();
    assertThat(elements.events()).isEmpty();
    elements.titled("a", "urn:1", HealthState.CRITICAL, "disk gone", "94 %").round();
    assertThat(elements.events()).hasSize(1);
  }

  @Test
  void theRunStateThatChecksSayIsAChangeOfTheComponent() {
    elements.topology.commit(component(1, "urn:1"));
    elements.running(1, 50, "RUNNING").round();
    TopologyEvent event = elements.events().get(0);
    assertThat(event.type()).isEqualTo(EventTypes.RUN_STATE_CHANGED);
    assertThat(event.category()).isEqualTo("Changes");
    assertThat(event.source()).isEqualTo("StackState");
    assertThat(event.elements()).containsExactly(1L);
    assertThat(event.data()).isEqualTo("{\"oldValue\":\"UNKNOWN\",\"newValue\":\"RUNNING\"}");
    assertThat(elements.own(1)).as("no part of health").isEqualTo(HealthState.UNKNOWN);

    elements.running(1, 50, "RUNNING").running(1, 60, "STOPPED").round();
    assertThat(elements.events()).as("the first of several checks says it").isEmpty();
    elements.running(1, 50, "STOPPING").state("a", "urn:1", HealthState.CRITICAL).round();
    assertThat(elements.events())
        .extracting(TopologyEvent::type)
        .contains(EventTypes.RUN_STATE_CHANGED, EventTypes.HEALTH_STATE_CHANGED);

    elements.topology.commit(component(2, "urn:2"));
    elements.running(2, 70, "STOPPING").round();
    assertThat(elements.events()).hasSize(1);
    assertThat(elements.events().get(0).id())
        .as("the same change of another component is another event")
        .isNotEqualTo(event.id());
  }

  @Test
  void aPropagatedStateTellsTheShortestWayFromItsOrigin() {
    elements.topology.commit(component(1), component(2), component(3), relation(12, 1, 2, ONE_WAY));
    elements.topology.commit(relation(23, 2, 3, ONE_WAY), relation(13, 1, 3, ONE_WAY));
    elements.state("a", "urn:3", HealthState.CRITICAL).round();

    assertThat(chain(3)).containsExactly(3L);
    assertThat(chain(13)).containsExactly(3L, 13L);
    assertThat(chain(1)).containsExactly(3L, 13L, 1L);
    assertThat(chain(2)).containsExactly(3L, 23L, 2L);
    assertThat(chain(12)).containsExactly(3L, 23L, 2L, 12L);

    elements.state("a", "urn:3", null).round();
    assertThat(chain(1)).containsExactly(3L, 13L, 1L);
    assertThat(events(EventTypes.PROPAGATED_HEALTH_STATE_CHANGED)).hasSize(6);
  }

  @Test
  void aNewRelationTellsTheWholeWayOfAnOldState() {
    elements.topology.commit(component(1), component(2), component(3), relation(23, 2, 3, ONE_WAY));
    elements.state("a", "urn:3", HealthState.CRITICAL).round();
    elements.topology.commit(relation(12, 1, 2, ONE_WAY));
    elements.round();

    assertThat(chain(1)).containsExactly(3L, 23L, 2L, 12L, 1L);

    elements.topology.commit(gone(Aspect.RELATION, 12));
    elements.round();
    assertThat(chain(1)).containsExactly(1L);
  }

  @Test
  void theWayOfARuleLeadsOverItsMostSevereDependency() {
    elements.topology.commit(component(1, 3), component(2), component(3), component(4));
    elements.topology.commit(relation(12, 1, 2, ONE_WAY), relation(13, 1, 3, ONE_WAY));
    elements.topology.commit(relation(41, 4, 1, ONE_WAY));
    elements.state("a", "urn:3", HealthState.CRITICAL).round();

    assertThat(elements.propagated(1)).isEqualTo(HealthState.DEVIATING);
    assertThat(chain(1)).containsExactly(3L, 13L, 1L);
    assertThat(chain(4)).containsExactly(3L, 13L, 1L, 41L, 4L);
  }

  @Test
  void theOwnHealthOfARelationReachesItsDependentSideOnly() {
    elements.topology.commit(component(1), component(2), component(3), relation(12, 1, 2, ONE_WAY));
    elements.topology.commit(relation(23, 2, 3, BOTH));
    elements.state("a", "r12", HealthState.DEVIATING).round();

    assertThat(elements.own(12)).isEqualTo(HealthState.DEVIATING);
    assertThat(elements.propagated(12)).isEqualTo(HealthState.DEVIATING);
    assertThat(elements.propagated(1)).isEqualTo(HealthState.DEVIATING);
    assertThat(elements.own(1)).isEqualTo(HealthState.UNKNOWN);
    assertThat(elements.log(2)).isNull();
    assertThat(chain(1)).containsExactly(12L, 1L);
    assertThat(events(EventTypes.HEALTH_STATE_CHANGED).get(0).elementIdentifiers())
        .containsExactly("r12");

    elements.state("b", "r23", HealthState.CRITICAL).round();
    assertThat(elements.propagated(2)).isEqualTo(HealthState.CRITICAL);
    assertThat(elements.propagated(3)).isEqualTo(HealthState.CRITICAL);

    elements.restart();
    assertThat(elements.writes()).isEmpty();
    elements.topology.commit(gone(Aspect.RELATION, 12), gone(Aspect.RELATION, 23));
    elements.round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.UNKNOWN);
    assertThat(elements.propagated(2)).isEqualTo(HealthState.UNKNOWN);
    assertThat(elements.log(12)).isNull();
  }

  @Test
  void aRestartTellsNothingThatWasToldBefore() {
    elements.topology.commit(component(1), component(2), relation(12, 1, 2, ONE_WAY));
    elements.state("a", "urn:2", HealthState.CRITICAL).round();
    assertThat(elements.events()).hasSize(4);

    elements.restart();
    assertThat(elements.events()).isEmpty();

    elements.state("a", "urn:2", HealthState.CLEAR);
    elements.restart();
    assertThat(events(EventTypes.PROPAGATED_HEALTH_STATE_CHANGED)).hasSize(3);
  }

  private List<TopologyEvent> events(String type) {
    return elements.events().stream().filter(e -> e.type().equals(type)).toList();
  }

  private List<Long> chain(long id) {
    return events(EventTypes.PROPAGATED_HEALTH_STATE_CHANGED).stream()
        .map(HealthEventsTest::data)
        .filter(change -> change.elementId() == id)
        .findFirst()
        .orElseThrow()
        .stateChanges();
  }

  private static HealthStateChange data(TopologyEvent event) {
    try {
      return Json.mapper().readValue(event.data(), HealthStateChange.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
