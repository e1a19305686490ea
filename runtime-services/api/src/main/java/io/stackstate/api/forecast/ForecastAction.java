package io.stackstate.api.forecast;

import io.stackstate.api.action.BuiltInAction;
import io.stackstate.model.change.Component;
import java.util.Map;
import java.util.OptionalLong;

/** "Health Forecast (12h)", which every component has (health sheet, section 11). */
public final class ForecastAction implements BuiltInAction {
  private final ComponentForecasts forecasts;

  public ForecastAction(ComponentForecasts forecasts) {
    this.forecasts = forecasts;
  }

  @Override
  public String name() {
    return "Health Forecast (12h)";
  }

  @Override
  public String description() {
    return "What the checks on metrics will say in the next 12 hours";
  }

  @Override
  public String identifier() {
    return "urn:stackpack:common:component-action:health-forecast";
  }

  @Override
  public Map<String, Object> run(Component component, OptionalLong past)
      throws InterruptedException {
    return ForecastReport.of(component.name(), forecasts.of(component, past).checks());
  }
}
