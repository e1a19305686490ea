package io.stackstate.api.forecast;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.metric.MetricPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a check says of predicted metrics, hour by hour. Pure but for the check itself. */
final class HourlyStates {
  static final long HOUR = 3_600_000;

  private HourlyStates() {}

  /** A check as a function of the windows of its streams. */
  @FunctionalInterface
  interface Decision {
    /**
     * @param windows points by parameter
     * @return empty when nothing changes
     */
    Optional<HealthState> of(Map<String, List<MetricPoint>> windows)
        throws ForecastException, InterruptedException;
  }

  /**
   * A state at the end of each hour, of the window that ends there.
   *
   * @param predicted by parameter, in order of time
   * @param from where the first hour begins, epoch milliseconds
   */
  static List<HealthState> of(
      Map<String, List<MetricPoint>> predicted,
      long from,
      int hours,
      long windowMillis,
      Decision check)
      throws ForecastException, InterruptedException {
    List<HealthState> states = new ArrayList<>();
    HealthState state = HealthState.UNKNOWN;
    for (int hour = 1; hour <= hours; hour++) {
      long end = from + hour * HOUR;
      Map<String, List<MetricPoint>> windows = new LinkedHashMap<>();
      predicted.forEach((name, all) -> windows.put(name, window(all, end - windowMillis, end)));
      state = check.of(windows).orElse(state);
      states.add(state);
    }
    return states;
  }

  private static List<MetricPoint> window(List<MetricPoint> points, long after, long until) {
    return points.stream()
        .filter(point -> point.timeMillis() > after && point.timeMillis() <= until)
        .toList();
  }
}
