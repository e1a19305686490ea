package io.stackstate.api.monitor;

import io.stackstate.api.http.JsonFields;
import io.stackstate.model.monitor.MonitorPublication;
import io.stackstate.model.monitor.MonitorPublication.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a {@code MonitorSnapshot}: the states that somebody publishes of a monitor. */
final class PublicationReader {
  private static final List<String> STATES =
      List.of("CLEAR", "DEVIATING", "CRITICAL", "DISABLED", "UNKNOWN");
  private static final int LONGEST_BATCH = 200_000;

  private PublicationReader() {}

  /**
   * @throws io.stackstate.api.http.ApiException 400 naming the field
   */
  static MonitorPublication read(JsonFields body) {
    if (!body.has("healthStates")) {
      throw body.bad("healthStates", "a list of states, which may be empty");
    }
    List<State> states = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonFields fields : body.objects("healthStates")) {
      State state = state(fields);
      if (!ids.add(state.id())) {
        throw fields.bad("id", "another one for each state");
      }
      states.add(state);
    }
    return new MonitorPublication(flag(body, "firstBatch"), flag(body, "lastBatch"), states);
  }

  /** True unless it is said otherwise. */
  private static boolean flag(JsonFields body, String name) {
    return !body.has(name) || body.flag(name);
  }

  private static State state(JsonFields fields) {
    String state = fields.requiredText("state").toUpperCase(Locale.ROOT);
    if (!STATES.contains(state)) {
      throw fields.bad("state", "one of " + String.join(", ", STATES));
    }
    // What they were found in is shown by no part of the platform.
    fields.objects("displayTimeSeries");
    return new State(
        fields.requiredText("id"),
        state,
        fields.requiredText("topologyIdentifier"),
        fields.text("message").orElse(null),
        fields.text("reason").orElse(null),
        fields.map("remediationHintTemplateData"));
  }

  /** The same in parts of modest size; one without states is one part. */
  static List<MonitorPublication> batches(MonitorPublication whole) {
    List<List<State>> parts = new ArrayList<>();
    parts.add(new ArrayList<>());
    int length = 0;
    for (State state : whole.states()) {
      int more = length(state);
      if (length > 0 && length + more > LONGEST_BATCH) {
        parts.add(new ArrayList<>());
        length = 0;
      }
      parts.get(parts.size() - 1).add(state);
      length += more;
    }
    List<MonitorPublication> batches = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      batches.add(
          new MonitorPublication(
              whole.firstBatch() && i == 0,
              whole.lastBatch() && i == parts.size() - 1,
              parts.get(i)));
    }
    return batches;
  }

  /** About as many characters as it has when it is sent. */
  private static int length(State state) {
    int texts = 100 + state.id().length() + state.topologyIdentifier().length();
    texts += state.message() == null ? 0 : state.message().length();
    texts += state.reason() == null ? 0 : state.reason().length();
    Map<String, Object> data = state.hintData();
    return data.isEmpty() ? texts : texts + data.toString().length();
  }
}
