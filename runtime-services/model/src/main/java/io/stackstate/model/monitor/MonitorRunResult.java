package io.stackstate.model.monitor;

import java.util.List;

/**
 * What a run that somebody asked for came to: a record value of {@code
 * sts_internal_monitor_results}.
 *
 * @param error why it failed; null when it did not
 * @param healthStatesCount how many states it gave; of very many only the first are in the list
 * @param durationMillis how long the function ran
 */
public record MonitorRunResult(
    String correlation,
    String error,
    int healthStatesCount,
    List<State> healthStates,
    long durationMillis) {
  public MonitorRunResult {
    healthStates = healthStates == null ? List.of() : List.copyOf(healthStates);
  }

  /**
   * A {@code MonitorHealthState}.
   *
   * @param message null when there is none; {@code reason} likewise
   */
  public record State(
      String id, String state, String topologyIdentifier, String message, String reason) {}
}
