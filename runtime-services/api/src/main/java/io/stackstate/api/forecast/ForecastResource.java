package io.stackstate.api.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.forecast.HealthForecast.Forecast;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.script.ScriptFailure;
import io.stackstate.api.script.Scripts;
import io.stackstate.api.topology.ElementLookup;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.model.check.TemplateChecksReader;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.topology.TopologySnapshot;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/components/{id}/forecast}: the states that the checks of a component will have in
 * the next twelve hours, and the metrics that they follow from. Their functions run in worker
 * processes. A component may be named by identifier, too.
 */
public final class ForecastResource {
  private static final String PATH = "/api/components/{idOrIdentifier}/forecast";

  private final ElementLookup lookup;
  private final SettingsNodes settings;
  private final HealthForecast forecast;
  private final Scripts scripts;
  private final InstantSource clock;

  public ForecastResource(
      ElementLookup lookup,
      SettingsNodes settings,
      MetricStore store,
      Scripts scripts,
      InstantSource clock) {
    this.lookup = lookup;
    this.settings = settings;
    this.scripts = scripts;
    this.clock = clock;
    this.forecast = new HealthForecast(store, functions(settings), this::call);
  }

  public void bind(Routes routes) {
    routes.get(Permission.READ_TELEMETRY_STREAMS, PATH, this::get);
  }

  private static MetricChecks.Functions functions(SettingsNodes settings) {
    return new MetricChecks.Functions() {
      @Override
      public Optional<JsonNode> byId(long id) {
        return settings.byId(id).map(Node::content);
      }

      @Override
      public Optional<JsonNode> byIdentifier(String urn) {
        return settings.byIdentifier(urn).map(Node::content);
      }
    };
  }

  private FunctionResult.Check call(FunctionDefinition function, Map<String, Object> arguments)
      throws ForecastException, InterruptedException {
    try {
      return (FunctionResult.Check) scripts.run(function, arguments, ScriptHost.NONE).result();
    } catch (ScriptFailure e) {
      throw new ForecastException(e.getMessage());
    }
  }

  private Answer get(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    Component component =
        snapshot.component(ElementLookup.component(snapshot, call.path("idOrIdentifier")));
    long now = clock.millis();
    try {
      List<Forecast> forecasts = forecast.of(checks(component), now);
      return Answer.ok(out -> ForecastWriter.write(out, component, now, forecasts));
    } catch (MetricsUnavailableException e) {
      throw ApiException.of(503, e.getMessage());
    }
  }

  private List<ElementChecks> checks(Component component) {
    ElementTelemetry made =
        settings
            .byId(ElementTelemetry.nodeId(component.id()))
            .filter(node -> node.type().equals(ElementTelemetry.NODE_TYPE))
            .map(node -> ElementTelemetry.read(node.content()))
            .orElseGet(() -> ElementTelemetry.none(component.id()));
    List<TelemetryStream> streams = new ArrayList<>(component.streams());
    streams.addAll(made.streams());
    List<Check> checks = new ArrayList<>(component.checks());
    checks.addAll(made.checks());
    return List.of(ElementChecksReader.of(component), TemplateChecksReader.of(streams, checks));
  }
}
