package io.stackstate.api.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.monitor.MonitorRunResult;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The check states of a monitor that a request asks for: those of one health if it names one, and
 * no more than it wants.
 *
 * @param health empty for all
 */
record ListedStates(Optional<HealthState> health, int limit) {
  private static final int USUAL = 500;
  private static final int MOST = 10_000;

  /**
   * @throws ApiException 400 when {@code healthState} or {@code limit} is not valid
   */
  static ListedStates of(Call call) {
    int limit = (int) call.longParam("limit", 1, MOST).orElse(USUAL);
    return new ListedStates(call.param("healthState").map(ListedStates::state), limit);
  }

  private static HealthState state(String text) {
    return Arrays.stream(HealthState.values())
        .filter(state -> state.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.of(
                    400,
                    "healthState: found %s, expected one of %s"
                        .formatted(text, Arrays.toString(HealthState.values()))));
  }

  /**
   * @param boundId of the state where it stands at an element; 0 when it stands nowhere
   */
  private record State(
      long boundId,
      String id,
      String name,
      String health,
      String identifier,
      String message,
      long since) {}

  /**
   * Those that stand in the stream of the monitor.
   *
   * @param urn of the stream
   */
  Answer stored(String urn, List<CheckState> states) {
    return answer(
        states.stream()
            .map(
                s ->
                    new State(
                        BoundCheckState.id(urn, "", s.checkStateId()),
                        s.checkStateId(),
                        s.name(),
                        s.health().name(),
                        s.topologyElementIdentifier(),
                        s.message(),
                        s.since()))
            .toList(),
        0);
  }

  /** Those that a run gave, as far as it told them: of very many the worst. */
  Answer ran(MonitorRunResult result) {
    int untold = result.healthStatesCount() - result.healthStates().size();
    return answer(
        result.healthStates().stream()
            .map(
                s ->
                    new State(
                        0, s.id(), s.message(), s.state(), s.topologyIdentifier(), s.reason(), 0))
            .toList(),
        health.isEmpty() ? untold : 0);
  }

  /**
   * @param untold how many there are besides
   */
  private Answer answer(List<State> all, int untold) {
    List<State> wanted =
        all.stream()
            .filter(state -> health.isEmpty() || health.get().name().equals(state.health()))
            .toList();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("checkStates");
          for (State state : wanted.subList(0, Math.min(limit, wanted.size()))) {
            write(out, state);
          }
          out.writeEndArray();
          out.writeNumberField("total", wanted.size() + untold);
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, State state) throws IOException {
    out.writeStartObject();
    if (state.boundId() != 0) {
      out.writeNumberField("id", state.boundId());
    }
    out.writeStringField("checkStateId", state.id());
    if (state.name() != null) {
      out.writeStringField("name", state.name());
    }
    out.writeStringField("healthState", state.health());
    out.writeStringField("topologyElementIdentifier", state.identifier());
    if (state.message() != null) {
      out.writeStringField("message", state.message());
    }
    if (state.since() > 0) {
      out.writeNumberField("lastHealthStateChangeTimestamp", state.since());
    }
    out.writeEndObject();
  }
}
