package io.stackstate.model.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What a run that somebody asked for came to: a record value of {@code
 * sts_internal_monitor_results}.
 *
 * @param error why it failed; null when it did not
 * @param healthStatesCount how many states it gave; of very many only the first are in the list
 * @param durationMillis how long the function ran
 * @param log what the function logged, as far as it is of modest size; empty when it failed
 */
public record MonitorRunResult(
    String correlation,
    String error,
    int healthStatesCount,
    List<State> healthStates,
    long durationMillis,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LogLine> log) {
  public MonitorRunResult {
    healthStates = healthStates == null ? List.of() : List.copyOf(healthStates);
    log = log == null ? List.of() : List.copyOf(log);
  }

  /** One that logged nothing. */
  public MonitorRunResult(
      String correlation,
      String error,
      int healthStatesCount,
      List<State> healthStates,
      long durationMillis) {
    this(correlation, error, healthStatesCount, healthStates, durationMillis, List.of());
  }

  /**
   * What a function logged.
   *
   * @param level TRACE, DEBUG, INFO, WARN or ERROR
   */
  public record LogLine(String level, String message) {}

  /**
   * A {@code MonitorHealthState}.
   *
   * @param message null when there is none; {@code reason} likewise
   * @param displayTimeSeries the metrics that explain it, plain values
   */
  public record State(
      String id,
      String state,
      String topologyIdentifier,
      String message,
      String reason,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Map<String, Object>> displayTimeSeries) {
    public State {
      displayTimeSeries = displayTimeSeries == null ? List.of() : List.copyOf(displayTimeSeries);
    }

    /** One without metrics. */
    public State(
        String id, String state, String topologyIdentifier, String message, String reason) {
      this(id, state, topologyIdentifier, message, reason, List.of());
    }
  }
}
