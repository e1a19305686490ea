package io.stackstate.model.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Points in order of time.
 *
 * @param groups value by field that the query groups by, in the query's order; empty without groups
 */
public record TimeSeries(Map<String, String> groups, List<MetricPoint> points) {
  public TimeSeries {
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    points = List.copyOf(points);
  }
}
