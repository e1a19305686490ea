package io.stackstate.api.forecast;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionResult;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.ElementChecks;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forecasts the states of all checks on metrics that an element has, for the next twelve hours. One
 * that cannot be forecast says why and does not keep the others from theirs. Thread-safe.
 */
public final class HealthForecast {
  /** There is no other horizon. */
  static final int HOURS = 12;

  private final TimeSeriesSource store;
  private final MetricChecks checks;
  private final Calls calls;

  /** Runs check functions. */
  @FunctionalInterface
  interface Calls {
    /**
     * @throws ForecastException when the function fails
     */
    FunctionResult.Check call(FunctionDefinition function, Map<String, Object> arguments)
        throws ForecastException, InterruptedException;
  }

  HealthForecast(TimeSeriesSource store, MetricChecks.Functions functions, Calls calls) {
    this.store = store;
    this.checks = new MetricChecks(functions);
    this.calls = calls;
  }

  /**
   * The forecast of one check.
   *
   * @param states at the end of each hour; empty when there is an error
   * @param error null when there is none
   */
  record Forecast(
      long checkId,
      String name,
      String function,
      List<HealthState> states,
      List<StreamFuture> streams,
      String error) {}

  /**
   * @param owner the streams and checks of an element
   * @param now epoch milliseconds
   */
  List<Forecast> of(ElementChecks owner, long now)
      throws MetricsUnavailableException, InterruptedException {
    List<Forecast> forecasts = new ArrayList<>();
    for (CheckDefinition check : owner.checks()) {
      try {
        Optional<MetricCheck> about = checks.of(check, owner);
        if (about.isPresent()) {
          forecasts.add(forecast(about.get(), now));
        }
      } catch (ForecastException e) {
        forecasts.add(
            new Forecast(check.id(), check.name(), null, List.of(), List.of(), e.getMessage()));
      }
    }
    return forecasts;
  }

  private Forecast forecast(MetricCheck check, long now)
      throws ForecastException, MetricsUnavailableException, InterruptedException {
    long horizon = HOURS * HourlyStates.HOUR;
    Map<String, List<MetricPoint>> predicted = new LinkedHashMap<>();
    List<StreamFuture> futures = new ArrayList<>();
    for (Map.Entry<String, StreamDefinition> stream : check.streams().entrySet()) {
      StreamFuture future = StreamFuture.of(stream.getValue(), store, now, horizon);
      predicted.put(stream.getKey(), future.prediction());
      futures.add(future);
    }
    List<HealthState> states =
        HourlyStates.of(
            predicted, now, HOURS, check.windowMillis(), windows -> decide(check, windows));
    return new Forecast(check.id(), check.name(), check.function().name(), states, futures, null);
  }

  private Optional<HealthState> decide(MetricCheck check, Map<String, List<MetricPoint>> windows)
      throws ForecastException, InterruptedException {
    Map<String, Object> arguments = new LinkedHashMap<>(check.arguments());
    windows.forEach((name, points) -> arguments.put(name, points(points)));
    return calls.call(check.function(), arguments).healthState();
  }

  private static List<Map<String, Object>> points(List<MetricPoint> points) {
    List<Map<String, Object>> plain = new ArrayList<>(points.size());
    for (MetricPoint point : points) {
      plain.add(Map.of("timestamp", point.timeMillis(), "point", point.value()));
    }
    return plain;
  }
}
