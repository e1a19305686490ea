package io.stackstate.model.monitor;

import java.util.List;

/**
 * What is known of the runs of a monitor: a record value of {@code sts_internal_monitor_status}.
 * Times are epoch milliseconds, 0 for never.
 *
 * @param id of its settings node
 * @param published whether its stream may hold states
 * @param enabledSinceMillis since when it has been run; 0 while it is disabled
 * @param lastRunMillis when the last run ended; likewise the other two
 * @param healthStates how many states the last successful run gave
 * @param errors of the runs since the last successful one; empty when that was the last one
 */
public record MonitorRunStatus(
    long id,
    boolean published,
    long enabledSinceMillis,
    long lastRunMillis,
    long lastSuccessMillis,
    long lastFailureMillis,
    int healthStates,
    List<MonitorError> errors) {
  public MonitorRunStatus {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  /** Of a monitor that has not run. */
  public static MonitorRunStatus none(long id) {
    return new MonitorRunStatus(id, false, 0, 0, 0, 0, 0, List.of());
  }

  /**
   * What went wrong in runs.
   *
   * @param level {@code ERROR}, {@code WARN} or {@code INFO}
   * @param count how often
   */
  public record MonitorError(String error, String level, long count) {}
}
