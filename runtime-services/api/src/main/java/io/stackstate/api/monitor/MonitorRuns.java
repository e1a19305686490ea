package io.stackstate.api.monitor;

import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunResult;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Asks the runner of monitors for a run. Thread-safe. */
public interface MonitorRuns {
  /**
   * Waits for the result, at most until the deadline of the request.
   *
   * @throws IOException when Kafka did not take the request
   * @throws TimeoutException when no runner answered in time
   */
  MonitorRunResult run(MonitorRunRequest request)
      throws IOException, TimeoutException, InterruptedException;
}
