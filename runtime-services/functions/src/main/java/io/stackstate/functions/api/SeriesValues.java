package io.stackstate.functions.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Series as scripts see them (query sheet, section 6.3): maps, each the script's own. */
final class SeriesValues {
  private SeriesValues() {}

  /**
   * An element of a stream of metrics.
   *
   * @param points lists of epoch milliseconds and value
   */
  static Map<String, Object> result(
      Map<String, Object> query, Map<?, ?> groups, List<Object> points) {
    Map<String, Object> series = new LinkedHashMap<>();
    series.put("_type", "TimeSeries");
    series.put("annotations", new ArrayList<>());
    series.put("id", new TimeSeriesId(groups));
    series.put("points", points);
    series.put("tags", new ArrayList<>());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("_type", "MetricTimeSeriesResult");
    result.put("query", new LinkedHashMap<>(query));
    result.put("timeSeries", series);
    return result;
  }
}
