package io.stackstate.functions.prediction;

import io.stackstate.model.metric.MetricPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What comes after a history. Pure. */
public final class Prediction {
  /** Most points that may be asked for. */
  public static final int MAX_POINTS = 10_000;

  /** A history of fewer steps than these says nothing but where it is. */
  private static final int FEWEST_STEPS = 3;

  private static final int LAST = 5;

  private Prediction() {}

  /**
   * The points at equal distances after a time, the last one a horizon away. Points of the history
   * that are no numbers are passed over. One that is shorter than three of these distances, or has
   * fewer than three points, goes on at the median of its last points.
   *
   * @param history in any order
   * @param fromMillis where the prediction begins: not before the end of the history
   * @param horizonMillis above 0
   * @param points from 1 to {@link #MAX_POINTS}
   * @return empty when the history has no points
   */
  public static List<MetricPoint> after(
      List<MetricPoint> history,
      Predictor predictor,
      long fromMillis,
      long horizonMillis,
      int points) {
    if (horizonMillis < 1 || points < 1 || points > MAX_POINTS) {
      throw new IllegalArgumentException(
          "found %d points in %d ms, expected 1 to %d points in a time above 0"
              .formatted(points, horizonMillis, MAX_POINTS));
    }
    List<MetricPoint> known =
        history.stream()
            .filter(point -> Double.isFinite(point.value()))
            .sorted(Comparator.comparingLong(MetricPoint::timeMillis))
            .toList();
    if (known.isEmpty()) {
      return List.of();
    }
    long span = known.get(known.size() - 1).timeMillis() - known.get(0).timeMillis();
    boolean tooShort =
        known.size() < FEWEST_STEPS || span < FEWEST_STEPS * horizonMillis / points || span == 0;
    if (tooShort) {
      double level = level(known);
      return points(fromMillis, horizonMillis, points, time -> level);
    }
    Grid grid = Grid.of(known);
    Curve curve = predictor.fit(grid);
    return points(fromMillis, horizonMillis, points, time -> curve.at(grid.place((long) time)));
  }

  private static double level(List<MetricPoint> known) {
    double[] last =
        known.subList(Math.max(0, known.size() - LAST), known.size()).stream()
            .mapToDouble(MetricPoint::value)
            .sorted()
            .toArray();
    return Arrays.stream(last, (last.length - 1) / 2, last.length / 2 + 1).average().orElse(0);
  }

  private static List<MetricPoint> points(long from, long horizon, int count, Curve byTime) {
    List<MetricPoint> points = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      long time = from + Math.round((double) horizon * i / count);
      points.add(new MetricPoint(time, byTime.at(time)));
    }
    return points;
  }
}
