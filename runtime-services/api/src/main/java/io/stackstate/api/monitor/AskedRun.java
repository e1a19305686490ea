package io.stackstate.api.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.http.ApiException;
import io.stackstate.model.monitor.MonitorPublication;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunResult;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** Asks the runner of monitors for one run and waits for what it comes to. Thread-safe. */
public final class AskedRun {
  private final MonitorRuns runs;
  private final Duration patience;
  private final InstantSource clock;

  /**
   * @param patience how long a request waits for the runner
   */
  public AskedRun(MonitorRuns runs, Duration patience, InstantSource clock) {
    this.runs = runs;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * @param idOrUrn by which the client named what runs, for errors
   * @param monitor the JSON object of the monitor
   * @param function likewise of its function
   * @param dryRun whether its states are only told
   * @throws ApiException 500 when the run fails, 503 or 504 when nobody runs it
   */
  MonitorRunResult of(String idOrUrn, JsonNode monitor, JsonNode function, boolean dryRun)
      throws InterruptedException {
    MonitorRunResult result = await(monitor, function, dryRun);
    if (result.error() != null) {
      throw MonitorErrors.failed(idOrUrn, result.error());
    }
    return result;
  }

  /**
   * Hands states over that somebody else found, and returns when they cannot be lost any more.
   *
   * @throws ApiException 500 when they are refused, 503 or 504 when nobody takes them
   */
  void publish(String idOrUrn, JsonNode monitor, MonitorPublication batch)
      throws InterruptedException {
    MonitorRunResult result =
        await(
            new MonitorRunRequest(
                UUID.randomUUID().toString(), monitor.toString(), "{}", false, deadline(), batch));
    if (result.error() != null) {
      throw MonitorErrors.failed(idOrUrn, result.error());
    }
  }

  private MonitorRunResult await(JsonNode monitor, JsonNode function, boolean dryRun)
      throws InterruptedException {
    return await(
        new MonitorRunRequest(
            UUID.randomUUID().toString(),
            monitor.toString(),
            function.toString(),
            dryRun,
            deadline()));
  }

  private long deadline() {
    return clock.millis() + patience.toMillis();
  }

  private MonitorRunResult await(MonitorRunRequest request) throws InterruptedException {
    try {
      return runs.run(request);
    } catch (IOException e) {
      throw ApiException.of(503, "the run was not asked for: " + e.getMessage());
    } catch (TimeoutException e) {
      throw ApiException.of(
          504,
          "no answer came within %d s: the role health, which runs monitors, is away or busy"
              .formatted(patience.toSeconds()));
    }
  }
}
