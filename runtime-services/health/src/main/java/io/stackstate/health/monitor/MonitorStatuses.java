package io.stackstate.health.monitor;

import io.stackstate.model.monitor.MonitorRunStatus;
import io.stackstate.model.monitor.MonitorRunStatus.MonitorError;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the status of a monitor. */
public final class MonitorStatuses {
  private static final int MOST_ERRORS = 10;
  private static final int LONGEST_ERROR = 1_000;

  private MonitorStatuses() {}

  /** It is run from now on. */
  public static MonitorRunStatus enabled(MonitorRunStatus before, long now) {
    return new MonitorRunStatus(
        before.id(),
        before.published(),
        now,
        before.lastRunMillis(),
        before.lastSuccessMillis(),
        before.lastFailureMillis(),
        before.healthStates(),
        before.errors());
  }

  /** It is not run any more and its states are gone. */
  public static MonitorRunStatus disabled(MonitorRunStatus before) {
    return new MonitorRunStatus(
        before.id(),
        false,
        0,
        before.lastRunMillis(),
        before.lastSuccessMillis(),
        before.lastFailureMillis(),
        0,
        List.of());
  }

  /** A run gave so many states, which stand in its stream. */
  public static MonitorRunStatus succeeded(MonitorRunStatus before, int states, long now) {
    return new MonitorRunStatus(
        before.id(),
        true,
        before.enabledSinceMillis(),
        now,
        now,
        before.lastFailureMillis(),
        states,
        List.of());
  }

  /** A batch of so many states stands in its stream, and more will come. */
  static MonitorRunStatus receiving(MonitorRunStatus before, int states) {
    return new MonitorRunStatus(
        before.id(),
        true,
        before.enabledSinceMillis(),
        before.lastRunMillis(),
        before.lastSuccessMillis(),
        before.lastFailureMillis(),
        states,
        before.errors());
  }

  /** A run failed; the states are as they were. */
  public static MonitorRunStatus failed(MonitorRunStatus before, String error, long now) {
    return new MonitorRunStatus(
        before.id(),
        before.published(),
        before.enabledSinceMillis(),
        now,
        before.lastSuccessMillis(),
        now,
        before.healthStates(),
        counted(before.errors(), error));
  }

  private static List<MonitorError> counted(List<MonitorError> errors, String error) {
    String text = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    List<MonitorError> counted = new ArrayList<>();
    long before = 0;
    for (MonitorError known : errors) {
      if (known.error().equals(text)) {
        before = known.count();
      } else {
        counted.add(known);
      }
    }
    counted.add(0, new MonitorError(text, "ERROR", before + 1));
    return counted.subList(0, Math.min(MOST_ERRORS, counted.size()));
  }
}
