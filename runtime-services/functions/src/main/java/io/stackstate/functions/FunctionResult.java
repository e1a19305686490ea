package io.stackstate.functions;

import io.stackstate.functions.runtime.RunState;
import io.stackstate.model.change.HealthState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a function returned, in the form that its kind promises: query sheet section 7. */
public sealed interface FunctionResult {
  /** Of an id extractor. */
  record Extracted(String externalId, Set<String> identifiers, String type)
      implements FunctionResult {}

  /** Of a mapping: the element with all its fields, maps and lists mutable. */
  record Mapped(Map<String, Object> element) implements FunctionResult {}

  /**
   * Of a check; empty states mean no change.
   *
   * @param detailedMessage Markdown
   * @param causingEvents as the script gave them
   */
  record Check(
      Optional<HealthState> healthState,
      Optional<RunState> runState,
      Optional<String> shortMessage,
      Optional<String> detailedMessage,
      Optional<Expiration> expiration,
      List<Map<String, Object>> causingEvents,
      Map<String, Object> data)
      implements FunctionResult {}

  /** When a state of a check ends by itself, and which one comes then. */
  record Expiration(long durationMillis, HealthState expireTo) {}

  /** Of a propagation: CRITICAL, FLAPPING, DEVIATING or UNKNOWN, which does not propagate. */
  record Propagated(HealthState state) implements FunctionResult {}

  /** Of a view's health: UNKNOWN, CLEAR, DEVIATING or CRITICAL. */
  record ViewHealth(HealthState state) implements FunctionResult {}

  /** Of a monitor. */
  record Monitored(List<MonitorState> states) implements FunctionResult {}

  /**
   * One state of a monitor.
   *
   * @param id the same from run to run, and another one for each state of a run
   * @param message its title
   * @param reason what explains it
   */
  record MonitorState(
      String id,
      HealthState state,
      String topologyIdentifier,
      List<Map<String, Object>> displayTimeSeries,
      Optional<String> message,
      Optional<String> reason,
      Map<String, Object> remediationHintTemplateData) {}

  /** Of an event handler: JSON, with {@code _type} where the script API gave one. */
  record Plain(Object value) implements FunctionResult {}

  /**
   * Of a script or component action.
   *
   * @param type the {@code _type} of the value, or else the name of its class (query sheet, 8.1)
   */
  record Value(String type, Object value) implements FunctionResult {}
}
