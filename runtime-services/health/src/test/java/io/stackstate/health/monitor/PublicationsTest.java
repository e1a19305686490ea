package io.stackstate.health.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.health.monitor.MonitorOutput.Entry;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.MainStreamStart;
import io.stackstate.model.intake.HealthPayload.MainStreamStop;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health sheet, section 3.4: states that others publish. */
class PublicationsTest {
  private final Fixture monitors = new Fixture();

  private List<HealthPayload> snapshot(int index) {
    return monitors.written(Entry.States.class).get(index).snapshot();
  }

  private MonitorRunResult answer(String correlation) {
    return monitors.written(Entry.Answer.class).stream()
        .map(Entry.Answer::result)
        .filter(result -> result.correlation().equals(correlation))
        .findFirst()
        .orElse(null);
  }

  @Test
  void aMonitorWhoseStatesOthersPublishIsNotRun() {
    monitors.defineExternal(1, "ENABLED");
    monitors.turn();

    assertThat(monitors.tasks).isEmpty();
    assertThat(monitors.written(Entry.States.class)).isEmpty();
    assertThat(monitors.statuses.get(1L).enabledSinceMillis()).isEqualTo(monitors.now);
  }

  @Test
  void onePublicationIsAWholeSnapshotAndCountsAsARun() {
    monitors.defineExternal(1, "ENABLED");
    monitors.publish("c", 1, true, true, "a", "b");
    monitors.runner.step();

    assertThat(snapshot(0).get(0)).isInstanceOf(MainStreamStart.class);
    assertThat(((CheckStates) snapshot(0).get(1)).intakeCheckStates().get(1).data())
        .isEqualTo(
            "{\"checkStateId\":\"b\",\"name\":\"m\",\"health\":\"CRITICAL\","
                + "\"topologyElementIdentifier\":\"urn:b\",\"message\":\"why\"}");
    assertThat(snapshot(0).get(2)).isInstanceOf(MainStreamStop.class);
    assertThat(answer("c").error()).isNull();
    assertThat(answer("c").healthStatesCount()).isEqualTo(2);
    assertThat(monitors.statuses.get(1L))
        .isEqualTo(
            new MonitorRunStatus(
                1, true, monitors.now, monitors.now, monitors.now, 0, 2, List.of()));
  }

  @Test
  void aSnapshotMayComeInBatchesAndAnotherRunnerGoesOn() {
    monitors.defineExternal(1, "ENABLED");
    monitors.publish("c-1", 1, true, false, "a");
    monitors.runner.step();
    assertThat(monitors.statuses.get(1L).lastRunMillis()).isZero();
    assertThat(monitors.statuses.get(1L).published()).isTrue();
    monitors.runner = monitors.newRunner();
    monitors.defineExternal(1, "ENABLED");
    monitors.publish("c-2", 1, false, false, "b");
    monitors.publish("c-3", 1, false, true);
    monitors.runner.step();

    assertThat(snapshot(0)).hasSize(2);
    assertThat(snapshot(0).get(0)).isInstanceOf(MainStreamStart.class);
    assertThat(snapshot(1)).hasSize(1);
    assertThat(snapshot(1).get(0)).isInstanceOf(CheckStates.class);
    assertThat(snapshot(2)).singleElement().isInstanceOf(MainStreamStop.class);
    assertThat(monitors.statuses.get(1L).healthStates()).isEqualTo(2);
    assertThat(monitors.statuses.get(1L).lastSuccessMillis()).isEqualTo(monitors.now);
  }

  @Test
  void aBatchWaitsForAMonitorThatIsNotKnownToBeEnabledUntilNobodyNeedsIt() {
    monitors.defineExternal(1, "DISABLED");
    monitors.publish("c-1", 1, true, true, "a");
    monitors.runner.step();
    assertThat(monitors.written(Entry.Answer.class)).isEmpty();

    monitors.defineExternal(1, "ENABLED");
    monitors.runner.step();
    assertThat(answer("c-1")).isNotNull();

    monitors.defineExternal(2, "DISABLED");
    monitors.publish("c-2", 2, true, true, "a");
    monitors.now += 5_000;
    monitors.defineExternal(2, "ENABLED");
    monitors.runner.step();
    assertThat(answer("c-2")).isNull();
  }

  @Test
  void aMonitorThatIsRunRefusesThem() {
    monitors.define(1, "ENABLED", 60);
    monitors.publish("c", 1, true, true, "a");
    monitors.runner.step();

    assertThat(answer("c").error()).contains("the monitor is run");
    assertThat(monitors.written(Entry.States.class)).isEmpty();
  }

  @Test
  void disablingTakesPublishedStatesAway() {
    monitors.defineExternal(1, "ENABLED");
    monitors.publish("c", 1, true, false, "a");
    monitors.runner.step();
    monitors.written.clear();
    monitors.defineExternal(1, "DISABLED");
    monitors.runner.step();

    assertThat(monitors.written)
        .contains(new Entry.States(1, MonitorSnapshot.empty()), new Entry.Removal(1, monitors.now));
  }
}
