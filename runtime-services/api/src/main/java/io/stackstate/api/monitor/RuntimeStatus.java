package io.stackstate.api.monitor;

import io.stackstate.model.monitor.MonitorInterval;
import io.stackstate.model.monitor.MonitorRunStatus;

/** How a monitor does (health sheet, sections 3.3 and 3.4). */
enum RuntimeStatus {
  ENABLED,
  DISABLED,
  ERROR,
  WARNING;

  private static final long SHORTEST_PATIENCE_MILLIS = 300_000;
  private static final int INTERVALS = 3;

  /**
   * @param now epoch milliseconds
   */
  static RuntimeStatus of(boolean enabled, long intervalSeconds, MonitorRunStatus run, long now) {
    if (!enabled) {
      return DISABLED;
    }
    long interval = Math.min(intervalSeconds, MonitorInterval.MOST_SECONDS);
    long patience = Math.max(INTERVALS * interval * 1_000, SHORTEST_PATIENCE_MILLIS);
    long good = Math.max(run.lastSuccessMillis(), run.enabledSinceMillis());
    if (good > 0 && now - good > patience) {
      return ERROR;
    }
    return run.errors().isEmpty() ? ENABLED : WARNING;
  }
}
