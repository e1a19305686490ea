package io.stackstate.health.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.health.monitor.MonitorFunctions.State;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.ConsistencyModel;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.IntakeCheckState;
import io.stackstate.model.intake.HealthPayload.MainStreamStart;
import io.stackstate.model.intake.HealthPayload.MainStreamStop;
import java.util.ArrayList;
import java.util.List;

/**
 * The states of a monitor as the messages of one snapshot of its health stream: what it does not
 * hold is gone (health sheet, section 3.3).
 */
public final class MonitorSnapshot {
  /** The longest that the health intake knows; whether runs are late is judged by their status. */
  private static final long REPEAT_MILLIS = 1_800_000;

  private static final int CHUNK_CHARACTERS = 100_000;
  private static final int LONGEST_NAME = 1_000;

  private MonitorSnapshot() {}

  /** The messages in their order, each of modest size. */
  public static List<HealthPayload> of(Monitor monitor, List<State> states) {
    return batch(monitor, states, true, true);
  }

  /**
   * The messages of a part of a snapshot.
   *
   * @param first whether the snapshot begins with it
   * @param last whether it is complete with it
   */
  static List<HealthPayload> batch(
      Monitor monitor, List<State> states, boolean first, boolean last) {
    List<HealthPayload> messages = new ArrayList<>();
    if (first) {
      messages.add(new MainStreamStart(REPEAT_MILLIS, null));
    }
    List<IntakeCheckState> chunk = new ArrayList<>();
    int characters = 0;
    RemediationHint hint = RemediationHint.of(monitor.remediationHint());
    for (State state : states) {
      String data = json(monitor, state, hint);
      if (!chunk.isEmpty() && characters + data.length() > CHUNK_CHARACTERS) {
        messages.add(states(chunk));
        chunk.clear();
        characters = 0;
      }
      chunk.add(new IntakeCheckState(data));
      characters += data.length();
    }
    if (!chunk.isEmpty()) {
      messages.add(states(chunk));
    }
    if (last) {
      messages.add(new MainStreamStop());
    }
    return messages;
  }

  /** A snapshot without states. */
  public static List<HealthPayload> empty() {
    return List.of(new MainStreamStart(REPEAT_MILLIS, null), new MainStreamStop());
  }

  private static CheckStates states(List<IntakeCheckState> chunk) {
    return new CheckStates(ConsistencyModel.REPEAT_SNAPSHOTS.name(), List.copyOf(chunk));
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) + "..." : text;
  }

  private static String json(Monitor monitor, State state, RemediationHint hint) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("checkStateId", state.id());
    json.put(
        "name", cut(state.message().isBlank() ? monitor.name() : state.message(), LONGEST_NAME));
    json.put("health", state.state().name());
    json.put("topologyElementIdentifier", state.topologyIdentifier());
    String message = message(state, hint);
    if (!message.isEmpty()) {
      json.put("message", message);
    }
    try {
      return Json.mapper().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a check state has a JSON form", e);
    }
  }

  /** Why, and what to do about it when something is wrong. */
  private static String message(State state, RemediationHint template) {
    boolean wrong = state.state().compareTo(HealthState.DEVIATING) >= 0;
    String hint = wrong ? template.of(state) : "";
    String reason = state.reason().strip();
    return reason.isEmpty() || hint.isEmpty() ? reason + hint : reason + "\n\n" + hint;
  }
}
