package io.stackstate.api.forecast;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.ElementLookup;
import io.stackstate.model.change.Component;
import io.stackstate.topology.TopologySnapshot;

/**
 * {@code GET /api/components/{id}/forecast}: the states that the checks of a component will have in
 * the next twelve hours, or in those after {@code topologyTime}, and the metrics that they follow
 * from. Their functions run in worker processes. A component may be named by identifier, too.
 */
public final class ForecastResource {
  private static final String PATH = "/api/components/{idOrIdentifier}/forecast";

  private final ElementLookup lookup;
  private final ComponentForecasts forecasts;

  public ForecastResource(ElementLookup lookup, ComponentForecasts forecasts) {
    this.lookup = lookup;
    this.forecasts = forecasts;
  }

  public void bind(Routes routes) {
    routes.get(Permission.READ_TELEMETRY_STREAMS, PATH, this::get);
  }

  private Answer get(Call call) throws InterruptedException {
    TopologySnapshot snapshot = lookup.snapshot(call);
    Component component =
        snapshot.component(ElementLookup.component(snapshot, call.path("idOrIdentifier")));
    ComponentForecast forecast = forecasts.of(component, lookup.past(call));
    return Answer.ok(out -> ForecastWriter.write(out, forecast));
  }
}
