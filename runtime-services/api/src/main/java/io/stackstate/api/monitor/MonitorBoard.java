package io.stackstate.api.monitor;

import io.stackstate.model.monitor.MonitorRunStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the runner of monitors last said of each. Thread-safe. */
public final class MonitorBoard {
  private final Map<Long, MonitorRunStatus> statuses = new ConcurrentHashMap<>();

  /**
   * @param status null when there is nothing to say any more
   */
  public void apply(long monitor, MonitorRunStatus status) {
    if (status == null) {
      statuses.remove(monitor);
    } else {
      statuses.put(monitor, status);
    }
  }

  /** Of a monitor that was never heard of, that it has not run. */
  MonitorRunStatus get(long monitor) {
    return statuses.getOrDefault(monitor, MonitorRunStatus.none(monitor));
  }
}
