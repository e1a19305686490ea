package io.stackstate.automation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.automation.handler.Facts;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.topology.TopologyIndex;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is unhealthy, as commits say. */
class LiveSurroundingsTest {
  private final TopologyIndex index = new TopologyIndex();
  private final UnhealthyTable unhealthy = new UnhealthyTable();
  private long number;

  private void commit(Aspect aspect, long id, Object value) throws IOException {
    byte[] bytes = value == null ? null : Json.mapper().writeValueAsBytes(value);
    Change change = new Change(new ChangeKey(aspect, id), bytes);
    Commit commit = new Commit(++number, number, List.of(change));
    index.apply(commit);
    unhealthy.apply(commit);
  }

  private void component(long id) throws IOException {
    commit(
        Aspect.COMPONENT,
        id,
        new Component(
            id, "c", "t", "l", "d", List.of(), List.of(), List.of(), null, null, null, List.of()));
  }

  private void health(long id, HealthState own, HealthState propagated) throws IOException {
    commit(Aspect.HEALTH, id, new Health(id, own, propagated));
  }

  private LiveSurroundings around() {
    return new LiveSurroundings(
        index.snapshot(),
        new QueryEngine(QueryLimits.DEFAULT),
        new SettingsTable(),
        new ProblemTable(),
        unhealthy,
        List::of);
  }

  @Test
  void relationsAndPropagatedHealthAreKnownUntilTheyAreHealthyOrGone() throws Exception {
    component(1);
    component(2);
    commit(
        Aspect.RELATION,
        3,
        new Relation(
            3, null, "uses", 1, 2, DependencyDirection.ONE_WAY, List.of(), null, null, 1, "r"));
    health(1, HealthState.CLEAR, HealthState.DEVIATING);
    health(2, HealthState.CRITICAL, HealthState.CLEAR);
    health(3, HealthState.DEVIATING, HealthState.CRITICAL);

    assertThat(around().unhealthyRelations()).extracting(Facts::id).containsExactly(3L);
    assertThat(around().unhealthyByPropagation())
        .extracting(Facts::id)
        .containsExactlyInAnyOrder(1L, 3L);
    assertThat(around().propagated(3)).isEqualTo(HealthState.CRITICAL);
    assertThat(around().propagated(4)).isEqualTo(HealthState.UNKNOWN);

    health(3, HealthState.CLEAR, HealthState.CLEAR);
    commit(Aspect.COMPONENT, 1, null);
    assertThat(around().unhealthyRelations()).isEmpty();
    assertThat(around().unhealthyByPropagation()).isEmpty();
  }

  @Test
  void whatFailsIsKnownOfElementsThatAreUnhealthyTheMostSevereFirst() throws Exception {
    component(1);
    BoundCheckState load = check(5, HealthState.DEVIATING);
    BoundCheckState disk = check(6, HealthState.CRITICAL);
    BoundCheckState clear = check(7, HealthState.CLEAR);
    commit(
        Aspect.HEALTH,
        1,
        new Health(1, HealthState.CRITICAL, HealthState.UNKNOWN, List.of(load, disk, clear)));
    assertThat(around().failing(1)).extracting(FailingCheck::id).containsExactly(6L, 5L);
    assertThat(around().failing(2)).isEmpty();

    commit(Aspect.HEALTH, 1, new Health(1, HealthState.CLEAR, HealthState.UNKNOWN, List.of(clear)));
    assertThat(around().failing(1)).isEmpty();
  }

  private static BoundCheckState check(long id, HealthState health) {
    return new BoundCheckState(id, "urn:health:test", "check " + id, health, "is " + health, id);
  }
}
