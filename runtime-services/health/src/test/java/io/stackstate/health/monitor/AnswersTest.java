package io.stackstate.health.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.health.monitor.MonitorRun.Outcome;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunResult.LogLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final Monitor MONITOR =
      new Monitor(1, "m", 2, MissingNode.getInstance(), Duration.ofSeconds(60), true, "");

  private static final List<LogLine> LOG = Collections.nCopies(200, new LogLine("INFO", "hello"));

  private static State state(int id, HealthState state, String reason) {
    return new State("s" + id, state, "urn:" + id, "", reason, Map.of());
  }

  private static MonitorRunResult answer(List<State> states) {
    return Answers.of("c", new Outcome.Succeeded(MONITOR, states, LOG), 7);
  }

  @Test
  void fewStatesAreToldInTheirOrder() {
    MonitorRunResult answer =
        answer(
            List.of(
                state(1, HealthState.CLEAR, ""),
                state(2, HealthState.CRITICAL, ""),
                state(3, HealthState.UNKNOWN, "")));

    assertThat(answer.healthStates())
        .extracting(MonitorRunResult.State::id)
        .containsExactly("s1", "s2", "s3");
  }

  @Test
  void ofTooManyTheWorstAreTold() {
    List<State> states = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      states.add(state(i, HealthState.CLEAR, ""));
    }
    states.add(state(2_000, HealthState.DEVIATING, ""));
    states.add(state(2_001, HealthState.CRITICAL, ""));
    MonitorRunResult answer = answer(states);

    assertThat(answer.healthStatesCount()).isEqualTo(2_002);
    assertThat(answer.healthStates())
        .hasSize(500)
        .extracting(MonitorRunResult.State::id)
        .startsWith("s2001", "s2000", "s0", "s1");
  }

  @Test
  void whatTheFunctionLoggedIsToldUpToALimit() {
    assertThat(answer(List.of()).log()).hasSize(100).containsOnly(new LogLine("INFO", "hello"));
  }

  @Test
  void anAnswerStaysOfModestSize() {
    List<State> states = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      states.add(state(i, HealthState.CLEAR, "r".repeat(9_000)));
    }

    assertThat(answer(states).healthStates()).hasSize(11);
  }
}
