package io.stackstate.api.forecast;

import io.stackstate.api.forecast.HealthForecast.Forecast;
import io.stackstate.model.change.Component;
import java.util.List;

/**
 * What the checks of a component will say.
 *
 * @param from where the forecast begins, epoch milliseconds
 */
record ComponentForecast(Component component, long from, List<Forecast> checks) {}
