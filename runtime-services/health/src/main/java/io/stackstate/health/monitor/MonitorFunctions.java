package io.stackstate.health.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.monitor.MonitorRunResult.LogLine;
import java.util.List;
import java.util.Map;

/** Runs the functions of monitors, on the caller's thread and within limits. Thread-safe. */
public interface MonitorFunctions {
  /**
   * @param function the JSON object of the function's node
   * @param arguments plain values by parameter name
   * @throws FailedException when it cannot be run, fails, takes too long or returns something else
   */
  Ran run(JsonNode function, Map<String, Object> arguments) throws FailedException;

  /**
   * What a run gave.
   *
   * @param log what its function logged, in order
   */
  record Ran(List<State> states, List<LogLine> log) {
    public Ran {
      states = List.copyOf(states);
      log = List.copyOf(log);
    }
  }

  /**
   * A state that a run gave.
   *
   * @param id stable from run to run
   * @param message a title; empty when there is none, as is {@code reason}
   * @param hintData what the remediation hint may name, plain values
   * @param displayTimeSeries the metrics that explain it, plain values
   */
  record State(
      String id,
      HealthState state,
      String topologyIdentifier,
      String message,
      String reason,
      Map<String, Object> hintData,
      List<Map<String, Object>> displayTimeSeries) {

    /** One without metrics. */
    public State(
        String id,
        HealthState state,
        String topologyIdentifier,
        String message,
        String reason,
        Map<String, Object> hintData) {
      this(id, state, topologyIdentifier, message, reason, hintData, List.of());
    }
  }

  /** Why a run failed, for the author of the monitor. */
  final class FailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    FailedException(String message) {
      this(message, false);
    }

    /**
     * @param passing whether it failed because telemetry cannot be asked now, which says nothing of
     *     the monitor
     */
    FailedException(String message, boolean passing) {
      super(message);
      this.passing = passing;
    }

    boolean passing() {
      return passing;
    }
  }
}
