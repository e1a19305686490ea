package io.stackstate.telemetry.metric;

import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import java.util.List;

/** Answers queries of metrics. Thread-safe. */
@FunctionalInterface
public interface TimeSeriesSource {
  /** Most series that one question is answered with. */
  int MAX_SERIES = 1_000;

  /**
   * What a query finds: one series without groups, even when it has no point, or one for each group
   * that has points, in the order of the groups' values.
   *
   * @throws TooManyPointsException when there are more than {@link #MAX_SERIES} groups, or more
   *     than {@link MetricQuery#MAX_POINTS} buckets
   */
  List<TimeSeries> query(MetricQuery query)
      throws MetricsUnavailableException, TooManyPointsException;
}
