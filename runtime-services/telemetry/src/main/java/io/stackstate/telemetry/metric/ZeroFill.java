package io.stackstate.telemetry.metric;

import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.MetricPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Empty buckets of sums and counts are 0, but only when they are over for a while, so that points
 * that are on their way are not first told as 0 (telemetry sheet, section 5). Pure.
 */
public final class ZeroFill {
  private final long delayMillis;

  public ZeroFill(Duration delay) {
    this.delayMillis = delay.toMillis();
  }

  /**
   * Adds what is missing.
   *
   * @param points one for each bucket that is not empty, in order of time
   * @param startMillis of the interval, included
   * @param endMillis excluded
   */
  public List<MetricPoint> fill(
      List<MetricPoint> points,
      Aggregation aggregation,
      long startMillis,
      long endMillis,
      long nowMillis) {
    if (!aggregation.method().fillsWithZero()) {
      return points;
    }
    long size = aggregation.bucketMillis();
    List<MetricPoint> filled = new ArrayList<>();
    int next = 0;
    for (long start = Buckets.floor(startMillis, size); start < endMillis; start += size) {
      if (next < points.size() && points.get(next).timeMillis() == start) {
        filled.add(points.get(next++));
      } else if (start + size <= nowMillis - delayMillis) {
        filled.add(new MetricPoint(start, 0));
      }
    }
    return filled;
  }
}
