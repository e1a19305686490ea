package io.stackstate.model.monitor;

import java.util.List;
import java.util.Map;

/**
 * States of a monitor that somebody else found: one batch of a snapshot, which ends what it does
 * not repeat (health sheet, section 3.4).
 *
 * @param firstBatch whether the snapshot begins with it
 * @param lastBatch whether the snapshot is complete with it
 */
public record MonitorPublication(boolean firstBatch, boolean lastBatch, List<State> states) {
  /** The function of monitors whose states are published: they are never run. */
  public static final String FUNCTION = "urn:stackpack:common:monitor-function:external";

  public MonitorPublication {
    states = states == null ? List.of() : List.copyOf(states);
  }

  /**
   * A {@code MonitorHealthState}.
   *
   * @param state a health state by name
   * @param message a title; null when there is none, as is {@code reason}
   * @param hintData what the remediation hint of the monitor may name
   */
  public record State(
      String id,
      String state,
      String topologyIdentifier,
      String message,
      String reason,
      Map<String, Object> hintData) {}
}
