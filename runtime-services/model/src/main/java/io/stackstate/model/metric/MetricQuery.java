package io.stackstate.model.metric;

import io.stackstate.model.check.StreamCondition;
import java.util.List;
import java.util.Objects;

/**
 * A question for metrics (telemetry sheet, sections 3.1 and 5).
 *
 * @param conditions all must hold; keys are {@code host}, {@code name} and {@code tags.<tag>}
 * @param metricField the name of the metric, without {@code values.} before it
 * @param aggregation null for the points as they came
 * @param groupBy fields like those of conditions, with a series for each combination of their
 *     values; none without an aggregation
 * @param startMillis epoch milliseconds, included
 * @param endMillis excluded
 * @param limit most points of a series that are not aggregated, the newest; from 1
 */
public record MetricQuery(
    List<StreamCondition> conditions,
    String metricField,
    Aggregation aggregation,
    List<String> groupBy,
    long startMillis,
    long endMillis,
    int limit) {

  /** Most points of a series that are not aggregated. */
  public static final int MAX_POINTS = 10_000;

  private static final String VALUES = "values.";

  public MetricQuery {
    Objects.requireNonNull(metricField, "metricField");
    conditions = List.copyOf(conditions);
    groupBy = List.copyOf(groupBy);
    if (metricField.startsWith(VALUES)) {
      metricField = metricField.substring(VALUES.length());
    }
    if (!groupBy.isEmpty() && aggregation == null) {
      throw new IllegalArgumentException("groupBy: found " + groupBy + " without an aggregation");
    }
    if (limit < 1 || limit > MAX_POINTS) {
      throw new IllegalArgumentException("limit: found " + limit + ", expected 1 to " + MAX_POINTS);
    }
  }

  /** The points of one stream as they came. */
  public static MetricQuery points(
      List<StreamCondition> conditions, String metricField, long startMillis, long endMillis) {
    return new MetricQuery(
        conditions, metricField, null, List.of(), startMillis, endMillis, MAX_POINTS);
  }

  /** The same with one point for each bucket. */
  public MetricQuery aggregated(Aggregation by, List<String> groups) {
    return new MetricQuery(conditions, metricField, by, groups, startMillis, endMillis, limit);
  }
}
