package io.stackstate.telemetry.metric;

import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts points that come group by group into a series for each group, no more than there may be. For
 * one thread.
 */
public final class SeriesCollector {
  private final List<String> fields;
  private final int maxSeries;
  private final int maxPoints;
  private final List<TimeSeries> series = new ArrayList<>();
  private List<String> current;
  private List<MetricPoint> points = new ArrayList<>();
  private int count;

  /**
   * @param fields what the groups are by
   */
  public SeriesCollector(List<String> fields, int maxSeries, int maxPoints) {
    this.fields = fields;
    this.maxSeries = maxSeries;
    this.maxPoints = maxPoints;
  }

  /**
   * Adds a point.
   *
   * @param groups the value of each field
   */
  public void point(List<String> groups, MetricPoint point) throws TooManyPointsException {
    if (!groups.equals(current)) {
      finish();
      if (series.size() == maxSeries) {
        throw new TooManyPointsException(
            "groupBy: found more than " + maxSeries + " groups by " + fields);
      }
      current = groups;
    }
    if (++count > maxPoints) {
      throw new TooManyPointsException(
          "found more than " + maxPoints + " points in all groups by " + fields);
    }
    points.add(point);
  }

  private void finish() {
    if (current != null) {
      Map<String, String> named = new LinkedHashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        named.put(fields.get(i), current.get(i));
      }
      series.add(new TimeSeries(named, points));
      points = new ArrayList<>();
    }
  }

  /** The series, when all points are there. */
  public List<TimeSeries> series() {
    finish();
    current = null;
    return List.copyOf(series);
  }
}
