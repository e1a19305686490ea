package io.stackstate.api.monitor;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.check.CheckBoard;
import io.stackstate.api.health.HealthBoard;
import io.stackstate.api.health.StreamReport;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.ElementId;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.monitor.MonitorRunStatus;
import io.stackstate.model.monitor.MonitorStream;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsException;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /api/monitors} as the genuine command line uses it (REST sheet, section 6.4). */
public final class MonitorResource {
  private static final String PREFIX = "/api/monitors";
  private static final String ONE = PREFIX + "/{monitor}";

  private final SettingsNodes settings;
  private final SettingsImport changes;
  private final MonitorBoard runs;
  private final HealthBoard health;
  private final Supplier<TopologySnapshot> topology;
  private final CheckBoard checks;
  private final InstantSource clock;

  public MonitorResource(
      SettingsNodes settings,
      SettingsImport changes,
      MonitorBoard runs,
      HealthBoard health,
      Supplier<TopologySnapshot> topology,
      CheckBoard checks,
      InstantSource clock) {
    this.settings = settings;
    this.changes = changes;
    this.runs = runs;
    this.health = health;
    this.topology = topology;
    this.checks = checks;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes
        .get(Permission.READ_SETTINGS, PREFIX, this::list)
        .get(Permission.READ_SETTINGS, PREFIX + "/overview", this::overview)
        .get(Permission.READ_SETTINGS, ONE, this::get)
        .get(Permission.READ_SETTINGS, ONE + "/status", this::status)
        .patch(Permission.MANAGE_MONITORS, ONE, this::patch)
        .delete(Permission.MANAGE_MONITORS, ONE, this::delete);
  }

  private Answer list(Call call) {
    List<StoredMonitor> monitors =
        settings.byType(StoredMonitor.TYPE).stream().map(StoredMonitor::new).toList();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("monitors");
          for (StoredMonitor monitor : monitors) {
            write(out, monitor);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** All monitors, each with what its runs came to. */
  private Answer overview(Call call) {
    List<StoredMonitor> monitors =
        settings.byType(StoredMonitor.TYPE).stream().map(StoredMonitor::new).toList();
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("monitors");
          for (StoredMonitor monitor : monitors) {
            MonitorRunStatus run = runs.get(monitor.id());
            out.writeStartObject();
            out.writeFieldName("monitor");
            write(out, monitor);
            Optional<Node> function = function(settings, monitor);
            if (function.isPresent()) {
              out.writeFieldName("function");
              MonitorWriter.function(out, function.get());
            }
            MonitorWriter.errors(out, run);
            List<CheckState> states = health.states(MonitorStream.urn(monitor.id()), null);
            MonitorWriter.runtimeMetrics(out, run, states);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer get(Call call) {
    StoredMonitor monitor = find(settings, call);
    return Answer.ok(out -> write(out, monitor));
  }

  private void write(JsonGenerator out, StoredMonitor monitor) throws IOException {
    MonitorWriter.monitor(out, monitor, function(settings, monitor), runtime(monitor));
  }

  private RuntimeStatus runtime(StoredMonitor monitor) {
    return RuntimeStatus.of(
        monitor.enabled(), monitor.intervalSeconds(), runs.get(monitor.id()), clock.millis());
  }

  private Answer status(Call call) {
    StoredMonitor monitor = find(settings, call);
    MonitorRunStatus run = runs.get(monitor.id());
    Optional<Node> function = function(settings, monitor);
    StreamReport report =
        StreamReport.of(
            health, MonitorStream.urn(monitor.id()), topology.get(), checks, clock.millis());
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeFieldName("monitor");
          write(out, monitor);
          if (function.isPresent()) {
            out.writeFieldName("function");
            MonitorWriter.function(out, function.get());
          }
          out.writeStringField("status", monitor.enabled() ? "ENABLED" : "DISABLED");
          MonitorWriter.errors(out, run);
          out.writeObjectFieldStart("metrics");
          report.writeMetrics(out, "healthSyncServiceMetrics");
          MonitorWriter.runtimeMetrics(out, run, report);
          out.writeEndObject();
          out.writeNumberField("monitorHealthStateStateCount", report.states());
          report.writeMatches(out, "topologyMatchResult");
          out.writeEndObject();
        });
  }

  private Answer patch(Call call) {
    StoredMonitor monitor = find(settings, call);
    ObjectNode fields = MonitorPatch.read(call.body());
    try {
      StoredMonitor changed =
          new StoredMonitor(changes.revise(monitor.id(), fields, Set.of("status")));
      return Answer.ok(out -> write(out, changed));
    } catch (SettingsException e) {
      throw ApiException.of(monitor.node().locked() ? 409 : 400, e.getMessage());
    }
  }

  private Answer delete(Call call) {
    StoredMonitor monitor = find(settings, call);
    try {
      changes.delete(monitor.id());
    } catch (SettingsException e) {
      throw ApiException.of(monitor.node().locked() ? 409 : 400, e.getMessage());
    }
    return Answer.noContent();
  }

  static StoredMonitor find(SettingsNodes settings, Call call) {
    String idOrUrn = call.path("monitor");
    requireIdOrUrn(idOrUrn);
    return settings
        .named(idOrUrn)
        .or(() -> StoredMonitor.generated(settings, idOrUrn))
        .filter(node -> node.type().equals(StoredMonitor.TYPE))
        .map(StoredMonitor::new)
        .orElseThrow(() -> MonitorErrors.notFound(idOrUrn));
  }

  /**
   * @throws ApiException 400 when it is neither an id nor a URN
   */
  static void requireIdOrUrn(String idOrUrn) {
    if (!idOrUrn.startsWith("urn:") && ElementId.parse(idOrUrn).isEmpty()) {
      throw MonitorErrors.invalidIdentifier(idOrUrn);
    }
  }

  /**
   * @param idOrUrn by which the client named the monitor
   * @throws ApiException 500 when its function is gone
   */
  static Node requireFunction(SettingsNodes settings, StoredMonitor monitor, String idOrUrn) {
    return function(settings, monitor)
        .orElseThrow(
            () ->
                MonitorErrors.failed(
                    idOrUrn, "function: there is no MonitorFunction " + monitor.functionId()));
  }

  static Optional<Node> function(SettingsNodes settings, StoredMonitor monitor) {
    return settings.own(monitor.functionId()).filter(n -> n.type().equals("MonitorFunction"));
  }
}
