package io.stackstate.api.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.script.ScriptFailure;
import io.stackstate.api.script.Scripts;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionResult;
import io.stackstate.functions.api.MadeSource;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.model.change.Component;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.model.check.TemplateChecksReader;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the checks of a component on metrics will say in the next twelve hours (health sheet,
 * section 11). Their functions run in worker processes. Thread-safe.
 */
public final class ComponentForecasts {
  private final MadeSource made;
  private final Scripts scripts;
  private final HealthForecast forecast;
  private final InstantSource clock;

  /**
   * @param settings check functions
   * @param made what people gave components
   */
  public ComponentForecasts(
      SettingsNodes settings,
      MadeSource made,
      TimeSeriesSource store,
      Scripts scripts,
      InstantSource clock) {
    this.made = made;
    this.clock = clock;
    this.scripts = scripts;
    this.forecast = new HealthForecast(store, functions(settings), this::call);
  }

  /**
   * @param component as it was then
   * @param past where the forecast begins, epoch milliseconds: of an instant in the past, what
   *     could have been told then, by the streams and checks of that time; empty for the present.
   *     Functions are those of the present.
   * @throws ApiException 503 when metrics cannot be read
   */
  ComponentForecast of(Component component, OptionalLong past) throws InterruptedException {
    long from = past.orElseGet(clock::millis);
    try {
      return new ComponentForecast(component, from, forecast.of(checks(component, past), from));
    } catch (MetricsUnavailableException e) {
      throw ApiException.of(503, e.getMessage());
    }
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

  private ElementChecks checks(Component component, OptionalLong past) {
    ElementTelemetry given = made.of(component.id(), past);
    return TemplateChecksReader.with(
        ElementChecksReader.of(component),
        given.streamsAfter(component.streams()),
        given.checksAfter(component.checks()));
  }
}
