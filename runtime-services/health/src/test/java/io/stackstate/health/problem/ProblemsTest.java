package io.stackstate.health.problem;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.gone;
import static io.stackstate.health.Topology.relation;
import static io.stackstate.health.problem.ProblemLab.SETTLE;
import static io.stackstate.health.problem.ProblemLab.members;
import static io.stackstate.health.problem.ProblemLab.record;
import static io.stackstate.model.change.DependencyDirection.BOTH;
import static io.stackstate.model.change.DependencyDirection.ONE_WAY;
import static io.stackstate.model.change.HealthState.CLEAR;
import static io.stackstate.model.change.HealthState.CRITICAL;
import static io.stackstate.model.change.HealthState.DEVIATING;
import static io.stackstate.model.change.HealthState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health sheet, section 7, and test cases 36 to 41 of section 15. */
class ProblemsTest {
  private static final long DB = 1;
  private static final long LB = 2;
  private static final long APP = 3;
  private static final long LB_DB = 21;
  private static final long APP_LB = 32;

  private final ProblemLab lab = new ProblemLab();

  /** APP depends on LB, which depends on DB. */
  private void chain() {
    lab.commit(component(DB), component(LB), component(APP));
    lab.commit(relation(LB_DB, LB, DB, ONE_WAY), relation(APP_LB, APP, LB, ONE_WAY));
  }

  private void chainIsBroken() {
    chain();
    lab.commit(record(DB, CRITICAL, CRITICAL, "disk", lab.now()));
    lab.commit(record(LB, CLEAR, CRITICAL, "up", lab.now()));
    lab.commit(record(APP, DEVIATING, CRITICAL, "latency", lab.now()));
  }

  private Problem only() {
    assertThat(lab.live()).hasSize(1);
    return lab.live().values().iterator().next();
  }

  @Test
  void whatIsHealthyByItselfIsWalkedThrough() {
    long broken = lab.now();
    chainIsBroken();
    lab.settle();

    Problem problem = only();
    assertThat(problem.rootCause().elementId()).isEqualTo(DB);
    assertThat(problem.rootCause().failingChecks()).containsExactly("disk");
    assertThat(problem.contributing())
        .containsExactly(new Problem.Cause(APP, DEVIATING, broken, List.of("latency")));
    assertThat(problem.contributingCount()).isEqualTo(1);
    assertThat(problem.createdAt()).isEqualTo(lab.now());
    assertThat(lab.takeTold()).containsExactly("Created " + problem.id());
    assertThat(lab.lastChange().nodes()).containsExactly(DB, APP);
    assertThat(lab.lastChange().health()).isEqualTo(CRITICAL);
    assertThat(lab.lastChange().since()).isEqualTo(broken);
    assertThat(lab.lastEvent().elements()).containsExactly(DB, APP);
    assertThat(lab.lastEvent().elementIdentifiers()).containsExactly("urn:1");
    assertThat(lab.lastEvent().name()).isEqualTo("problem created");
    assertThat(lab.lastEvent().description()).isEqualTo("Root cause c1, 1 contributing cause");
  }

  @Test
  void nothingIsToldBeforeChangesHaveSettled() {
    chainIsBroken();
    lab.round();
    lab.at(lab.now() + SETTLE - 1).round();
    assertThat(lab.live()).isEmpty();

    lab.at(lab.now() + 1).round();
    assertThat(lab.live()).hasSize(1);
  }

  @Test
  void whatPassesBeforeIsNoProblem() {
    chain();
    lab.health(DB, CRITICAL, CRITICAL).round();
    lab.at(lab.now() + 1_000).health(DB, CLEAR, UNKNOWN).settle();

    assertThat(lab.live()).isEmpty();
    assertThat(lab.takeTold()).isEmpty();
  }

  @Test
  void aRegionThatDoesNotRestIsToldOfAllTheSame() {
    chain();
    long begin = lab.now();
    for (long step = 0; step <= SETTLE; step += 1_000) {
      lab.at(begin + step).health(DB, step % 2_000 == 0 ? CRITICAL : DEVIATING, CRITICAL).round();
    }
    assertThat(lab.live()).hasSize(1);
  }

  @Test
  void whatChangesNothingOfAProblemIsNotTold() {
    chainIsBroken();
    lab.settle().takeTold();

    lab.commit(component(DB, "urn:1", "urn:other"));
    lab.commit(record(LB, UNKNOWN, DEVIATING, "", lab.now()));
    lab.health(4711, CRITICAL, CRITICAL).settle();

    assertThat(lab.takeTold()).isEmpty();
  }

  @Test
  void anotherCheckIsAnUpdate() {
    chainIsBroken();
    lab.settle().takeTold();
    Problem before = only();

    lab.commit(record(APP, DEVIATING, CRITICAL, "errors", lab.now())).settle();

    assertThat(lab.takeTold()).containsExactly("Updated " + before.id());
    assertThat(only().contributing().get(0).failingChecks()).containsExactly("errors");
    assertThat(only().createdAt()).isEqualTo(before.createdAt());
    assertThat(only().updatedAt()).isEqualTo(lab.now());
    assertThat(only().lastChangeAt()).isEqualTo(before.lastChangeAt());
  }

  @Test
  void aMemberThatComesOrGoesIsAnUpdate() {
    chainIsBroken();
    lab.settle().takeTold();
    long id = only().id();

    lab.health(LB, CRITICAL, CRITICAL).settle();
    assertThat(members(only())).containsExactly(DB, LB, APP);

    lab.health(APP, CLEAR, CRITICAL).settle();
    assertThat(members(only())).containsExactly(DB, LB);
    assertThat(lab.takeTold()).containsExactly("Updated " + id, "Updated " + id);
  }

  @Test
  void whatTurnsOutToLieBelowTwoProblemsMakesThemOne() {
    lab.commit(component(1), component(2), component(9));
    lab.commit(relation(19, 1, 9, ONE_WAY), relation(29, 2, 9, ONE_WAY));
    lab.health(2, CRITICAL, CRITICAL).settle();
    lab.health(1, CRITICAL, CRITICAL).settle();
    long oldest = lab.rootedAt(2).id();
    long other = lab.rootedAt(1).id();
    lab.takeTold();

    lab.health(9, CRITICAL, CRITICAL).settle();

    assertThat(only().id()).isEqualTo(oldest);
    assertThat(only().rootCause().elementId()).isEqualTo(9);
    assertThat(members(only())).containsExactly(9L, 1L, 2L);
    assertThat(lab.takeTold()).containsExactly("Updated " + oldest, "Subsumed " + other);
    assertThat(lab.lastChange().superProblemIds()).containsExactly(oldest);
    assertThat(lab.lastChange().rootCause()).isEqualTo(1);
    assertThat(lab.lastChange().nodes()).containsExactly(1L);
  }

  @Test
  void whatIsLeftOfAProblemIsDividedByRoots() {
    lab.commit(component(1), component(2), component(9));
    lab.commit(relation(19, 1, 9, ONE_WAY), relation(29, 2, 9, ONE_WAY));
    lab.health(9, CRITICAL, CRITICAL);
    lab.health(2, DEVIATING, CRITICAL);
    lab.at(lab.now() + 10).health(1, DEVIATING, CRITICAL).settle();
    long id = only().id();
    lab.takeTold();

    lab.commit(
        record(9, CLEAR, UNKNOWN, "", lab.now()),
        record(1, DEVIATING, DEVIATING, "check 1", lab.now()),
        record(2, DEVIATING, DEVIATING, "check 2", lab.now()));
    lab.settle();

    assertThat(lab.rootedAt(2).id()).isEqualTo(id);
    long split = lab.rootedAt(1).id();
    assertThat(split).isNotEqualTo(id);
    assertThat(lab.takeTold()).containsExactly("Updated " + id, "Created " + split);
  }

  @Test
  void aProblemEndsWithItsLastMemberAndARelapseIsAnother() {
    chainIsBroken();
    lab.settle().takeTold();
    long id = only().id();

    lab.health(DB, CLEAR, UNKNOWN).health(LB, CLEAR, UNKNOWN).health(APP, CLEAR, UNKNOWN).settle();
    assertThat(lab.live()).isEmpty();
    assertThat(lab.takeTold()).containsExactly("Resolved " + id);
    assertThat(lab.lastChange().nodes()).containsExactly(DB, APP);
    assertThat(lab.lastChange().health()).isEqualTo(CRITICAL);

    lab.health(DB, CRITICAL, CRITICAL).settle();
    assertThat(only().id()).isNotEqualTo(id);
  }

  @Test
  void whatIsRemovedCountsAsHealthy() {
    chainIsBroken();
    lab.settle().takeTold();
    long id = only().id();

    lab.commit(gone(Aspect.COMPONENT, DB), gone(Aspect.RELATION, LB_DB));
    lab.health(LB, CLEAR, UNKNOWN);
    lab.commit(record(APP, DEVIATING, DEVIATING, "latency", lab.now()));
    lab.settle();
    assertThat(members(only())).containsExactly(APP);
    assertThat(only().id()).isEqualTo(id);

    lab.commit(gone(Aspect.COMPONENT, APP)).settle();
    assertThat(lab.live()).isEmpty();
  }

  @Test
  void whatDoesNotPropagateIsItsOwnRoot() {
    chain();
    // A function has decided UNKNOWN for LB, which is unhealthy by itself.
    lab.health(DB, CRITICAL, CRITICAL).health(LB, CRITICAL, UNKNOWN);
    lab.health(APP, DEVIATING, DEVIATING).settle();

    for (long id : new long[] {DB, LB, APP}) {
      assertThat(members(lab.rootedAt(id))).containsExactly(id);
    }

    lab.commit(record(LB, CRITICAL, CRITICAL, "check 2", lab.now())).settle();
    assertThat(members(only())).containsExactly(DB, LB, APP);
  }

  @Test
  void anElementMayContributeToTwoProblems() {
    lab.commit(component(1), component(2), component(3));
    lab.commit(relation(31, 3, 1, ONE_WAY), relation(32, 3, 2, ONE_WAY));
    lab.health(1, CRITICAL, CRITICAL).health(2, DEVIATING, DEVIATING);
    lab.health(3, DEVIATING, CRITICAL).settle();

    assertThat(members(lab.rootedAt(1))).containsExactly(1L, 3L);
    assertThat(members(lab.rootedAt(2))).containsExactly(2L, 3L);
  }

  @Test
  void ofThoseThatDependOnEachOtherTheFirstIsTheRoot() {
    lab.commit(component(1), component(2), relation(12, 1, 2, BOTH));
    lab.health(2, DEVIATING, DEVIATING);
    lab.at(lab.now() + 1).health(1, CRITICAL, CRITICAL).settle();

    assertThat(members(only())).containsExactly(2L, 1L);
  }

  @Test
  void aRelationMayBeTheRootOrTheOnlyMember() {
    lab.commit(component(1), component(2), relation(12, 1, 2, ONE_WAY));
    lab.health(12, DEVIATING, DEVIATING).settle();
    assertThat(members(only())).containsExactly(12L);
    long id = only().id();

    lab.health(1, CRITICAL, CRITICAL).settle();
    assertThat(members(only())).containsExactly(12L, 1L);

    lab.health(2, CRITICAL, CRITICAL).settle();
    assertThat(members(only())).containsExactly(2L, 1L, 12L);
    assertThat(only().id()).isEqualTo(id);
  }

  @Test
  void aNewDependencyJoinsAndAnEndedOneParts() {
    lab.commit(component(1), component(2));
    lab.health(1, CRITICAL, CRITICAL).settle();
    lab.health(2, CRITICAL, CRITICAL).settle();
    assertThat(lab.live()).hasSize(2);

    lab.commit(relation(12, 1, 2, ONE_WAY)).settle();
    assertThat(members(only())).containsExactly(2L, 1L);

    lab.commit(gone(Aspect.RELATION, 12)).settle();
    assertThat(lab.live()).hasSize(2);
  }

  @Test
  void theWindowHoldsTheFirstAndTheLastChange() {
    lab.at(10_000_000).commit(component(DB), component(APP), relation(31, APP, DB, ONE_WAY));
    lab.commit(record(DB, CRITICAL, CRITICAL, "disk", 9_999_000)).settle();
    lab.at(11_200_000).health(APP, DEVIATING, CRITICAL).settle();
    assertThat(only().firstUnhealthyAt()).isEqualTo(9_999_000);
    assertThat(only().lastChangeAt()).isEqualTo(11_200_000);

    lab.health(DB, CLEAR, UNKNOWN).commit(record(APP, DEVIATING, DEVIATING, "a", 11_200_000));
    lab.settle();
    assertThat(only().rootCause().elementId()).isEqualTo(APP);
    assertThat(only().firstUnhealthyAt()).isEqualTo(9_999_000);
    assertThat(only().lastChangeAt()).isEqualTo(11_200_000);
  }

  @Test
  void aRestartTellsNothingThatWasTold() {
    chainIsBroken();
    lab.settle();
    Problem before = only();
    lab.at(lab.now() + 60_000).commit(record(DB, DEVIATING, DEVIATING, "disk", lab.now())).settle();
    Problem worse = only();
    lab.takeTold();

    lab.restart().settle();
    assertThat(lab.takeTold()).isEmpty();

    lab.commit(record(APP, CRITICAL, CRITICAL, "latency", lab.now())).settle();
    assertThat(only().id()).isEqualTo(before.id());
    assertThat(only().rootCause()).isEqualTo(worse.rootCause());
    assertThat(only().rootCause().unhealthyAt()).isEqualTo(before.rootCause().unhealthyAt());
  }

  @Test
  void whatChangedWhileNobodyLookedIsToldAfterARestart() {
    chainIsBroken();
    lab.settle().takeTold();
    long id = only().id();

    lab.health(DB, CLEAR, UNKNOWN).health(LB, CLEAR, UNKNOWN).health(APP, CLEAR, UNKNOWN);
    lab.restart().settle();

    assertThat(lab.takeTold()).containsExactly("Resolved " + id);
  }

  @Test
  void aProblemListsTheNewestOfVeryManyMembers() {
    int dependents = 1_500;
    lab.commit(component(1)).health(1, CRITICAL, CRITICAL);
    for (long id = 2; id < 2 + dependents; id++) {
      HealthState state = id % 2 == 0 ? DEVIATING : CRITICAL;
      lab.commit(component(id), relation(10_000 + id, id, 1, ONE_WAY));
      lab.at(lab.now() + 1).health(id, state, CRITICAL);
    }
    lab.settle();
    assertThat(only().contributingCount()).isEqualTo(dependents);
    assertThat(only().contributing()).hasSize(1_000);
    assertThat(only().contributing().get(0).elementId()).isEqualTo(1 + dependents);
    lab.takeTold();

    lab.commit(record(2, DEVIATING, CRITICAL, "another", lab.now())).settle();
    assertThat(lab.takeTold()).containsExactly("Updated " + only().id());

    lab.restart().settle();
    assertThat(lab.takeTold()).isEmpty();
  }
}
