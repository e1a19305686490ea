package io.stackstate.telemetry.promql;

/** The line through points with the least squares of distances, and what follows from a trend. */
final class Regression {
  private Regression() {}

  private record Line(double slope, double intercept) {}

  /** {@code deriv}. */
  static WindowFunction slopes(Points points) {
    return (from, to, start, end, step) ->
        to - from < 2 ? Row.ABSENT : line(points, from, to, points.times()[from]).slope();
  }

  /** {@code predict_linear}: where the line is so many seconds after the time of evaluation. */
  static WindowFunction.Kind predicting(double[] seconds, Steps steps) {
    return points ->
        (from, to, start, end, step) -> {
          if (to - from < 2) {
            return Row.ABSENT;
          }
          Line line = line(points, from, to, steps.time(step));
          return line.slope() * seconds[step] + line.intercept();
        };
  }

  private static Line line(Points points, int from, int to, long originMillis) {
    Kahan x = new Kahan();
    Kahan y = new Kahan();
    Kahan xy = new Kahan();
    Kahan xx = new Kahan();
    double first = points.values()[from];
    boolean constant = true;
    for (int i = from; i < to; i++) {
      double value = points.values()[i];
      double time = (points.times()[i] - originMillis) / 1000.0;
      constant &= value == first || i == from;
      x.add(time);
      y.add(value);
      xy.add(time * value);
      xx.add(time * time);
    }
    if (constant) {
      return Double.isInfinite(first) ? new Line(Double.NaN, Double.NaN) : new Line(0, first);
    }
    double n = to - from;
    double covariance = xy.value() - x.value() * y.value() / n;
    double variance = xx.value() - x.value() * x.value() / n;
    double slope = covariance / variance;
    return new Line(slope, y.value() / n - slope * x.value() / n);
  }

  /** Double exponential smoothing; both factors are between 0 and 1. */
  static WindowFunction.Kind smoothing(double[] smoothing, double[] trend) {
    return points ->
        (from, to, start, end, step) ->
            to - from < 2
                ? Row.ABSENT
                : smooth(points.values(), from, to, smoothing[step], trend[step]);
  }

  private static double smooth(double[] values, int from, int to, double factor, double trend) {
    requireFraction("smoothing", factor);
    requireFraction("trend", trend);
    double before = 0;
    double now = values[from];
    double slope = values[from + 1] - values[from];
    for (int i = from + 1; i < to; i++) {
      if (i > from + 1) {
        slope = trend * (now - before) + (1 - trend) * slope;
      }
      double next = factor * values[i] + (1 - factor) * (now + slope);
      before = now;
      now = next;
    }
    return now;
  }

  private static void requireFraction(String name, double factor) {
    if (!(factor > 0 && factor < 1)) {
      throw PromqlException.execution(
          "invalid " + name + " factor. Expected: 0 < factor < 1, got: " + factor);
    }
  }
}
