package io.stackstate.health.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.health.monitor.MonitorOutput.Entry;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.MainStreamStart;
import io.stackstate.model.intake.HealthPayload.MainStreamStop;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunStatus;
import io.stackstate.model.monitor.MonitorRunStatus.MonitorError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Health sheet, section 3.3 and test cases 7 to 10. */
class MonitorRunnerTest {
  private final Fixture monitors = new Fixture();

  @Test
  void theIntervalBeginsWhenARunEnds() {
    monitors.define(1, "ENABLED", 60);
    long start = monitors.now;
    monitors.runner.step();
    assertThat(monitors.tasks).hasSize(1);

    monitors.now = start + 20_000;
    monitors.runAll();
    monitors.runner.step();
    monitors.now = start + 79_999;
    monitors.runner.step();
    assertThat(monitors.tasks).isEmpty();

    monitors.now = start + 80_000;
    monitors.runner.step();
    assertThat(monitors.tasks).hasSize(1);
  }

  @Test
  void aRunIsPublishedAsAWholeSnapshot() {
    monitors.define(1, "ENABLED", 60);
    monitors.gives("a", "b");
    monitors.turn();

    List<HealthPayload> snapshot = monitors.written(Entry.States.class).get(0).snapshot();

    assertThat(snapshot.get(0)).isInstanceOf(MainStreamStart.class);
    assertThat(((CheckStates) snapshot.get(1)).intakeCheckStates())
        .extracting(HealthPayload.IntakeCheckState::data)
        .containsExactly(
            "{\"checkStateId\":\"a\",\"name\":\"m\",\"health\":\"DEVIATING\","
                + "\"topologyElementIdentifier\":\"urn:a\"}",
            "{\"checkStateId\":\"b\",\"name\":\"m\",\"health\":\"DEVIATING\","
                + "\"topologyElementIdentifier\":\"urn:b\"}");
    assertThat(snapshot.get(2)).isInstanceOf(MainStreamStop.class);
    assertThat(monitors.statuses.get(1L))
        .isEqualTo(
            new MonitorRunStatus(
                1, true, monitors.now, monitors.now, monitors.now, 0, 2, List.of()));
  }

  @Test
  void aFailedRunPublishesNothingAndIsCountedUntilOneSucceeds() {
    monitors.define(1, "ENABLED", 60);
    monitors.gives("a");
    monitors.turn();
    monitors.fails("no luck");
    monitors.now += 60_000;
    monitors.turn();
    monitors.now += 60_000;
    monitors.turn();

    assertThat(monitors.written(Entry.States.class)).hasSize(1);
    assertThat(monitors.statuses.get(1L).errors())
        .containsExactly(new MonitorError("no luck", "ERROR", 2));
    assertThat(monitors.statuses.get(1L).lastFailureMillis()).isEqualTo(monitors.now);
    assertThat(monitors.statuses.get(1L).published()).isTrue();

    monitors.gives("a");
    monitors.now += 60_000;
    monitors.turn();
    assertThat(monitors.statuses.get(1L).errors()).isEmpty();
  }

  @Test
  void whileTelemetryMayStillStartARunWithoutItIsTriedAgainAndHasNotFailed() {
    monitors.define(1, "ENABLED", 60);
    monitors.findsNoTelemetry("nobody answers");
    monitors.turn();
    assertThat(monitors.statuses.get(1L).errors()).isEmpty();
    assertThat(monitors.statuses.get(1L).lastRunMillis()).isZero();

    monitors.now += 4_999;
    monitors.runner.step();
    assertThat(monitors.tasks).isEmpty();
    monitors.now += 1;
    monitors.gives("a");
    monitors.turn();
    assertThat(monitors.written(Entry.States.class)).hasSize(1);

    monitors.findsNoTelemetry("nobody answers");
    monitors.now += 59_999;
    monitors.runner.step();
    assertThat(monitors.tasks).as("the interval counts again").isEmpty();
    monitors.now += 120_000;
    monitors.turn();
    assertThat(monitors.statuses.get(1L).errors())
        .as("some minutes after the start")
        .containsExactly(new MonitorError("nobody answers", "ERROR", 1));
  }

  @Test
  void anErrorOfTheMonitorItselfIsToldAtOnceAfterAStart() {
    monitors.define(1, "ENABLED", 60);
    monitors.fails("no such property");
    monitors.turn();
    assertThat(monitors.statuses.get(1L).errors())
        .containsExactly(new MonitorError("no such property", "ERROR", 1));
  }

  @Test
  void disablingTakesAllStatesAway() {
    monitors.define(1, "ENABLED", 60);
    monitors.gives("a");
    monitors.turn();
    monitors.written.clear();
    monitors.define(1, "DISABLED", 60);
    monitors.turn();
    monitors.turn();

    assertThat(monitors.written)
        .containsExactly(
            new Entry.States(1, MonitorSnapshot.empty()),
            new Entry.Removal(1, monitors.now),
            new Entry.Status(monitors.statuses.get(1L)));
    assertThat(monitors.statuses.get(1L).published()).isFalse();
    assertThat(monitors.tasks).isEmpty();
  }

  @Test
  void aMonitorThatWasDeletedWhileNobodyRanIsClearedByTheNextRunner() {
    monitors.define(1, "ENABLED", 60);
    monitors.gives("a");
    monitors.turn();
    monitors.written.clear();

    monitors.runner = monitors.newRunner();
    monitors.turn();

    assertThat(monitors.written)
        .containsExactly(
            new Entry.States(1, MonitorSnapshot.empty()),
            new Entry.Removal(1, monitors.now),
            new Entry.Forgotten(1));
  }

  @Test
  void anotherRunnerGoesOnWhereTheOneBeforeWas() {
    monitors.define(1, "ENABLED", 60);
    monitors.turn();
    monitors.now += 59_000;
    monitors.runner = monitors.newRunner();
    monitors.define(1, "ENABLED", 60);
    monitors.runner.step();
    assertThat(monitors.tasks).isEmpty();

    monitors.now += 1_000;
    monitors.runner.step();
    assertThat(monitors.tasks).hasSize(1);
  }

  @Test
  void whatWasDisabledWhileItRanPublishesNothing() {
    monitors.define(1, "ENABLED", 60);
    monitors.gives("a");
    monitors.runner.step();
    monitors.define(1, "DISABLED", 60);
    monitors.runAll();
    monitors.runner.step();

    assertThat(monitors.written(Entry.States.class)).isEmpty();
  }

  @Test
  void aDryRunAnswersAndStoresNothingEvenForADisabledMonitor() {
    monitors.define(1, "DISABLED", 60);
    monitors.gives("a");
    monitors.ask("c1", 1, "DISABLED", true, monitors.now + 1_000);
    monitors.turn();

    assertThat(monitors.written).singleElement().isInstanceOf(Entry.Answer.class);
    MonitorRunResult result = monitors.written(Entry.Answer.class).get(0).result();
    assertThat(result.correlation()).isEqualTo("c1");
    assertThat(result.healthStates())
        .containsExactly(new MonitorRunResult.State("a", "DEVIATING", "urn:a", null, null));
  }

  @Test
  void aRunThatSomebodyAskedForIsPublishedToo() {
    monitors.define(1, "ENABLED", 60);
    monitors.gives("a");
    monitors.turn();
    monitors.gives("b");
    monitors.ask("c1", 1, "ENABLED", false, monitors.now + 1_000);
    monitors.turn();

    assertThat(monitors.written(Entry.States.class)).hasSize(2);
    assertThat(monitors.written(Entry.Answer.class)).hasSize(1);
  }

  @Test
  void theIntervalBeginsAnewWithARunThatSomebodyAskedForUnlessItIsDry() {
    monitors.define(1, "ENABLED", 60);
    monitors.turn();
    monitors.now += 30_000;
    monitors.ask("c1", 1, "ENABLED", false, monitors.now + 1_000);
    monitors.turn();
    monitors.now += 20_000;
    monitors.ask("c2", 1, "ENABLED", true, monitors.now + 1_000);
    monitors.turn();

    monitors.now += 39_999;
    monitors.runner.step();
    assertThat(monitors.tasks).isEmpty();
    monitors.now += 1;
    monitors.runner.step();
    assertThat(monitors.tasks).hasSize(1);
  }

  @Test
  void aRunThatSomebodyAskedForDoesNotLetASlowOneOverlapItself() {
    monitors.define(1, "ENABLED", 1);
    monitors.runner.step();
    Runnable slow = monitors.tasks.poll();
    monitors.ask("c1", 1, "ENABLED", false, monitors.now + 1_000);
    monitors.turn();
    monitors.now += 60_000;
    monitors.runner.step();
    assertThat(monitors.tasks).isEmpty();

    slow.run();
    monitors.runner.step();
    monitors.now += 1_000;
    monitors.runner.step();
    assertThat(monitors.tasks).hasSize(1);
  }

  @Test
  void anIntervalThatIsTooLongIsAnErrorAndNotRunAllTheTime() {
    monitors.runner.define(
        "Monitor",
        1,
        Fixture.json(Fixture.monitor(1, "ENABLED", 60).replace(":60", ":9000000000000000000")));
    monitors.turn();
    monitors.now += 59_999;
    monitors.runner.step();
    assertThat(monitors.tasks).isEmpty();

    assertThat(monitors.statuses.get(1L).errors())
        .extracting(MonitorError::error)
        .containsExactly(
            "intervalSeconds: found 9000000000000000000, expected 1 to 31536000 seconds");
  }

  @Test
  void aRequestThatNobodyWaitsForIsPassedOver() {
    monitors.ask("late", 1, "ENABLED", true, monitors.now);
    monitors.turn();

    assertThat(monitors.written).isEmpty();
  }

  @Test
  void onlySoManyRunAtATime() {
    for (long id = 1; id <= 5; id++) {
      monitors.define(id, "ENABLED", 60);
    }
    monitors.runner.step();

    assertThat(monitors.tasks).hasSize(2);
    monitors.turn();
    monitors.turn();
    monitors.turn();
    assertThat(monitors.statuses.values()).allMatch(status -> status.lastSuccessMillis() > 0);
  }

  /** However many there are: few run at a time, none is left behind, none drifts. */
  @Test
  void aThousandMonitorsKeepTheirIntervals() {
    int count = 1_000;
    long interval = 60_000;
    long step = 50;
    for (long id = 1; id <= count; id++) {
      monitors.define(id, "ENABLED", 60);
    }
    Map<Long, List<Long>> runs = new TreeMap<>();
    long end = monitors.now + 10 * interval;
    while (monitors.now < end) {
      monitors.runner.step();
      assertThat(monitors.tasks).hasSizeLessThanOrEqualTo(2);
      monitors.runAll();
      monitors.now += step;
    }
    for (Entry.Status status : monitors.written(Entry.Status.class)) {
      if (status.status().lastRunMillis() > 0) {
        runs.computeIfAbsent(status.status().id(), id -> new ArrayList<>())
            .add(status.status().lastRunMillis());
      }
    }

    assertThat(runs).hasSize(count);
    assertThat(runs.values())
        .allSatisfy(
            times -> {
              assertThat(times).hasSizeGreaterThanOrEqualTo(9);
              for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - 1)).isBetween(interval, interval + step);
              }
            });
  }

  @Test
  void aMonitorWithoutFunctionFailsAndSaysSo() {
    monitors.runner.define("MonitorFunction", Fixture.FUNCTION, null);
    monitors.define(1, "ENABLED", 60);
    monitors.turn();

    assertThat(monitors.statuses.get(1L).errors())
        .extracting(MonitorError::error)
        .containsExactly("function: there is no MonitorFunction 900");
  }

  @Test
  void manyStatesAreSpreadOverMessagesOfModestSize() {
    String[] ids = new String[5_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "state-" + i;
    }
    monitors.define(1, "ENABLED", 60);
    monitors.gives(ids);
    monitors.turn();

    List<HealthPayload> snapshot = monitors.written(Entry.States.class).get(0).snapshot();
    assertThat(snapshot.size()).isGreaterThan(4);
    assertThat(
            snapshot.stream()
                .filter(CheckStates.class::isInstance)
                .mapToInt(states -> ((CheckStates) states).intakeCheckStates().size())
                .sum())
        .isEqualTo(5_000);
  }
}
