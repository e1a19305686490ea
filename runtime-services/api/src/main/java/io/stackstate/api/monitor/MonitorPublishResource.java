package io.stackstate.api.monitor;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.monitor.MonitorPublication;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;

/**
 * {@code POST /api/monitors/{idOrUrn}/publish}: states of a monitor that somebody else found
 * (health sheet, section 3.4). A snapshot may come in several requests; what it does not repeat is
 * gone with the last one. Nothing of it is kept here in between.
 */
public final class MonitorPublishResource {
  private final SettingsNodes settings;
  private final AskedRun runs;

  public MonitorPublishResource(SettingsNodes settings, AskedRun runs) {
    this.settings = settings;
    this.runs = runs;
  }

  public void bind(Routes routes) {
    routes.post(Permission.RUN_MONITORS, "/api/monitors/{monitor}/publish", this::publish);
  }

  private Answer publish(Call call) throws InterruptedException {
    StoredMonitor monitor = MonitorResource.find(settings, call);
    String idOrUrn = call.path("monitor");
    Node function = MonitorResource.requireFunction(settings, monitor, idOrUrn);
    if (!StoredMonitor.isExternal(function)) {
      throw ApiException.of(
          409,
          "monitor %s is run by the platform; states are published of monitors with the function %s"
              .formatted(monitor.identifier(), MonitorPublication.FUNCTION));
    }
    if (!monitor.enabled()) {
      throw ApiException.of(409, "monitor " + monitor.identifier() + " is disabled; enable it");
    }
    MonitorPublication publication = PublicationReader.read(call.body());
    for (MonitorPublication batch : PublicationReader.batches(publication)) {
      runs.publish(idOrUrn, monitor.node().content(), batch);
    }
    int states = publication.states().size();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeNumberField("healthStatesCount", states);
          out.writeEndObject();
        });
  }
}
