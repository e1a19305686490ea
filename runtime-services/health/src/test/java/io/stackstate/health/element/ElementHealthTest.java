package io.stackstate.health.element;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.gone;
import static io.stackstate.health.Topology.relation;
import static io.stackstate.model.change.DependencyDirection.BOTH;
import static io.stackstate.model.change.DependencyDirection.NONE;
import static io.stackstate.model.change.DependencyDirection.ONE_WAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.HealthState;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Health sheet, sections 1.2, 4.4 and 5, and test cases 1, 2, 25, 27 to 29, 32, 33 and 35 of
 * section 15.
 */
class ElementHealthTest {
  private final Elements elements = new Elements();

  @Test
  void theMostSevereStateIsTheOwnHealth() {
    elements.topology.commit(component(1));
    elements.state("a", "urn:1", HealthState.CLEAR).state("b", "urn:1", HealthState.DEVIATING);
    elements.state("c", "urn:1", HealthState.CRITICAL).round();
    assertThat(elements.own(1)).isEqualTo(HealthState.CRITICAL);
    assertThat(elements.log(1).checks()).hasSize(3);

    elements.state("c", "urn:1", null).round();
    assertThat(elements.own(1)).isEqualTo(HealthState.DEVIATING);

    elements.state("b", "urn:1", null).round();
    assertThat(elements.own(1)).isEqualTo(HealthState.CLEAR);

    elements.state("a", "urn:1", null).round();
    assertThat(elements.log(1)).isNull();
  }

  @Test
  void whatIsSwitchedOffDoesNotCount() {
    elements.topology.commit(component(1));
    elements.state("a", "urn:1", HealthState.DISABLED).round();

    assertThat(elements.own(1)).isEqualTo(HealthState.UNKNOWN);
    assertThat(elements.log(1).checks()).hasSize(1);
  }

  @Test
  void whatIsSwitchedOffCountsWhereThatIsAskedFor() {
    Elements literal = new Elements(RuleBook.NONE, new OwnHealth(true));
    literal.topology.commit(component(1), component(2), relation(12, 1, 2, ONE_WAY));
    literal.state("a", "urn:2", HealthState.CLEAR).state("b", "urn:2", HealthState.DISABLED);
    literal.round();
    assertThat(literal.own(2)).isEqualTo(HealthState.DISABLED);
    assertThat(literal.log(2).propagated()).isEqualTo(HealthState.UNKNOWN);
    assertThat(literal.log(1)).as("it does not propagate").isNull();

    literal.state("c", "urn:2", HealthState.DEVIATING).round();
    assertThat(literal.own(2)).isEqualTo(HealthState.DEVIATING);
  }

  @Test
  void eitherSideMayComeFirst() {
    elements.state("a", "urn:1", HealthState.CRITICAL).round();
    assertThat(elements.writes()).isEmpty();

    elements.topology.commit(component(1));
    elements.round();
    assertThat(elements.own(1)).isEqualTo(HealthState.CRITICAL);

    elements.topology.commit(gone(Aspect.COMPONENT, 1));
    elements.round();
    assertThat(elements.log(1)).isNull();

    elements.topology.commit(component(1));
    elements.round();
    assertThat(elements.own(1)).isEqualTo(HealthState.CRITICAL);
  }

  @Test
  void aStateIsAtEachElementThatItNames() {
    elements.topology.commit(component(1, "urn:x"), component(2, "urn:x", "urn:2"));
    elements.state("a", "urn:x", HealthState.DEVIATING).round();
    assertThat(elements.own(1)).isEqualTo(HealthState.DEVIATING);
    assertThat(elements.own(2)).isEqualTo(HealthState.DEVIATING);

    elements.topology.commit(component(1, "urn:y"));
    elements.round();
    assertThat(elements.log(1)).isNull();
  }

  @Test
  void aStateThatNamesAnotherElementMoves() {
    elements.topology.commit(component(1), component(2));
    elements.state("a", "urn:1", HealthState.CRITICAL).round();
    elements.state("a", "urn:2", HealthState.CRITICAL).round();

    assertThat(elements.log(1)).isNull();
    assertThat(elements.own(2)).isEqualTo(HealthState.CRITICAL);
  }

  @Test
  void healthFlowsAgainstTheArrow() {
    elements.topology.commit(component(1), component(2), relation(12, 1, 2, ONE_WAY));
    elements.state("a", "urn:2", HealthState.CRITICAL).round();

    assertThat(elements.propagated(2)).isEqualTo(HealthState.CRITICAL);
    assertThat(elements.propagated(12)).isEqualTo(HealthState.CRITICAL);
    assertThat(elements.propagated(1)).isEqualTo(HealthState.CRITICAL);
    assertThat(elements.own(1)).isEqualTo(HealthState.UNKNOWN);
  }

  @Test
  void healthDoesNotFlowAlongTheArrowNorOverPlainLines() {
    elements.topology.commit(
        component(1),
        component(2),
        component(3),
        relation(12, 1, 2, ONE_WAY),
        relation(13, 3, 1, NONE));
    elements.state("a", "urn:1", HealthState.CRITICAL).round();

    assertThat(elements.propagated(1)).isEqualTo(HealthState.CRITICAL);
    assertThat(elements.writes()).containsExactly(1L);
  }

  @Test
  void clearNeverPropagatesAndTheWorstWins() {
    elements.topology.commit(component(1), component(2), component(3), relation(12, 1, 2, ONE_WAY));
    elements.topology.commit(relation(13, 1, 3, ONE_WAY));
    elements.state("a", "urn:2", HealthState.CLEAR).round();
    assertThat(elements.log(1)).isNull();

    elements.state("b", "urn:3", HealthState.DEVIATING).state("c", "urn:1", HealthState.CLEAR);
    elements.round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.DEVIATING);
    assertThat(elements.own(1)).isEqualTo(HealthState.CLEAR);

    elements.state("c", "urn:1", HealthState.CRITICAL).round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.CRITICAL);
    assertThat(elements.propagated(13)).isEqualTo(HealthState.DEVIATING);
  }

  @Test
  void aCycleDoesNotKeepItselfRed() {
    elements.topology.commit(
        component(1),
        component(2),
        component(3),
        component(4),
        relation(12, 1, 2, ONE_WAY),
        relation(23, 2, 3, ONE_WAY),
        relation(31, 3, 1, ONE_WAY),
        relation(34, 3, 4, BOTH));
    elements.state("a", "urn:2", HealthState.CRITICAL).round();
    for (long id : new long[] {1, 2, 3, 4, 12, 23, 31, 34}) {
      assertThat(elements.propagated(id)).isEqualTo(HealthState.CRITICAL);
    }

    elements.state("a", "urn:2", HealthState.CLEAR).round();
    for (long id : new long[] {1, 3, 4, 12, 23, 31, 34}) {
      assertThat(elements.log(id)).isNull();
    }
  }

  @Test
  void relationsThatComeAndGoChangeWhatDependsOnThem() {
    elements.topology.commit(component(1), component(2));
    elements.state("a", "urn:2", HealthState.CRITICAL).round();
    elements.topology.commit(relation(12, 1, 2, ONE_WAY));
    elements.round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.CRITICAL);

    elements.topology.commit(relation(12, 2, 1, ONE_WAY));
    elements.round();
    assertThat(elements.log(1)).isNull();
    assertThat(elements.log(12)).isNull();

    elements.topology.commit(relation(12, 1, 2, ONE_WAY), gone(Aspect.COMPONENT, 2));
    elements.round();
    assertThat(elements.writes()).containsExactly(2L);
    assertThat(elements.log(1)).isNull();

    elements.topology.commit(component(2));
    elements.round();
    assertThat(elements.propagated(1)).isEqualTo(HealthState.CRITICAL);

    elements.topology.commit(gone(Aspect.RELATION, 12));
    elements.round();
    assertThat(elements.log(1)).isNull();
  }

  @Test
  void aRestartWritesOnlyWhatIsNotTrueAnyMore() {
    elements.topology.commit(component(1), component(2), relation(12, 1, 2, ONE_WAY));
    elements.state("a", "urn:2", HealthState.CRITICAL).round();

    elements.restart();
    assertThat(elements.writes()).isEmpty();

    elements.topology.commit(gone(Aspect.RELATION, 12));
    elements.restart();
    assertThat(elements.writes()).containsExactlyInAnyOrder(1L, 12L);
    assertThat(elements.log(1)).isNull();
  }

  @Test
  void aLongChainIsWalkedOnceAndWithoutRecursion() {
    int length = 100_000;
    elements.topology.commit(
        LongStream.rangeClosed(1, length).mapToObj(id -> component(id)).toArray(Change[]::new));
    elements.topology.commit(
        LongStream.range(1, length)
            .mapToObj(id -> relation(1_000_000 + id, id, id + 1, ONE_WAY))
            .toArray(Change[]::new));
    elements.round();

    elements.state("a", "urn:" + length, HealthState.DEVIATING).round();
    assertThat(elements.writes()).hasSize(2 * length - 1).doesNotHaveDuplicates();
    assertThat(elements.events()).hasSize(2 * length);
    assertThat(elements.propagated(1)).isEqualTo(HealthState.DEVIATING);

    elements.state("a", "urn:" + length, null).round();
    assertThat(elements.writes()).hasSize(2 * length - 1).doesNotHaveDuplicates();
    assertThat(elements.log(1)).isNull();
  }

  @Test
  void componentsThatDoNotComeToRestHaveAnErrorAndCountAsHealthy() {
    Elements ruled = new Elements(TestRules::of);
    ruled.topology.commit(component(1), component(2, 2), component(3, 1), component(4, 1));
    ruled.topology.commit(
        relation(12, 1, 2, ONE_WAY), relation(23, 2, 3, ONE_WAY), relation(32, 3, 2, ONE_WAY));
    ruled.topology.commit(relation(14, 1, 4, ONE_WAY));
    ruled.state("a", "urn:4", HealthState.CRITICAL).round();

    assertThat(ruled.error(2)).contains("do not come to rest");
    assertThat(ruled.error(3)).contains("do not come to rest");
    assertThat(ruled.propagated(1)).isEqualTo(HealthState.UNKNOWN);

    ruled.topology.commit(component(2));
    ruled.round();
    assertThat(ruled.error(2)).isNull();
    assertThat(ruled.error(3)).isNull();
  }

  @Test
  void aRuleThatFailsHasAnErrorAndCountsAsHealthy() {
    Elements ruled = new Elements(TestRules::of);
    ruled.topology.commit(component(1), component(2, 4), component(3), relation(12, 1, 2, ONE_WAY));
    ruled.topology.commit(relation(23, 2, 3, ONE_WAY));
    ruled.state("a", "urn:3", HealthState.CRITICAL).round();

    assertThat(ruled.error(2)).isEqualTo("fails");
    assertThat(ruled.propagated(2)).isEqualTo(HealthState.UNKNOWN);
    assertThat(ruled.log(1)).isNull();

    ruled.state("a", "urn:3", HealthState.DEVIATING).round();
    assertThat(ruled.error(2)).isNull();
    assertThat(ruled.propagated(1)).isEqualTo(HealthState.DEVIATING);
  }
}
