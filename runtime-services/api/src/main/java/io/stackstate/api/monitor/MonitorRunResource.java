package io.stackstate.api.monitor;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** {@code POST /api/monitors/{idOrUrn}/run}: one run now, by the runner of monitors. */
public final class MonitorRunResource {
  private final SettingsNodes settings;
  private final MonitorRuns runs;
  private final Duration patience;
  private final InstantSource clock;

  /**
   * @param patience how long a request waits for the runner
   */
  public MonitorRunResource(
      SettingsNodes settings, MonitorRuns runs, Duration patience, InstantSource clock) {
    this.settings = settings;
    this.runs = runs;
    this.patience = patience;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes.post(Permission.RUN_MONITORS, "/api/monitors/{monitor}/run", this::run);
  }

  private Answer run(Call call) throws InterruptedException {
    StoredMonitor monitor = MonitorResource.find(settings, call);
    boolean dryRun = call.flagParam("dryRun");
    if (!dryRun && !monitor.enabled()) {
      throw ApiException.of(
          409, "monitor " + monitor.identifier() + " is disabled; enable it, or ask for a dry run");
    }
    Node function =
        MonitorResource.function(settings, monitor)
            .orElseThrow(
                () ->
                    MonitorErrors.failed(
                        call.path("monitor"),
                        "function: there is no MonitorFunction " + monitor.functionId()));
    MonitorRunResult result = await(monitor, function, dryRun);
    if (result.error() != null) {
      throw MonitorErrors.failed(call.path("monitor"), result.error());
    }
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("result");
          MonitorWriter.result(out, result, dryRun);
          out.writeEndObject();
        });
  }

  private MonitorRunResult await(StoredMonitor monitor, Node function, boolean dryRun)
      throws InterruptedException {
    try {
      return runs.run(
          new MonitorRunRequest(
              UUID.randomUUID().toString(),
              monitor.node().content().toString(),
              function.content().toString(),
              dryRun,
              clock.millis() + patience.toMillis()));
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
