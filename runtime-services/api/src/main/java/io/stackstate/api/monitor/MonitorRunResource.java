package io.stackstate.api.monitor;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;

/** {@code POST /api/monitors/{idOrUrn}/run}: one run now, by the runner of monitors. */
public final class MonitorRunResource {
  private final SettingsNodes settings;
  private final AskedRun runs;

  public MonitorRunResource(SettingsNodes settings, AskedRun runs) {
    this.settings = settings;
    this.runs = runs;
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
    String idOrUrn = call.path("monitor");
    Node function = MonitorResource.requireFunction(settings, monitor, idOrUrn);
    if (StoredMonitor.isExternal(function)) {
      throw ApiException.of(
          409, "monitor " + monitor.identifier() + " is not run: others publish its states");
    }
    MonitorRunResult result =
        runs.of(idOrUrn, monitor.node().content(), function.content(), dryRun);
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("result");
          MonitorWriter.result(out, result, dryRun);
          out.writeEndObject();
        });
  }
}
