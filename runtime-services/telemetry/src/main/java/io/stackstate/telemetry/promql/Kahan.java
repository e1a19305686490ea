package io.stackstate.telemetry.promql;

/** A sum, or a mean, with the error that rounding makes carried along (Kahan, Neumaier). */
final class Kahan {
  private double sum;
  private double carry;

  void add(double value) {
    double next = sum + value;
    carry = carry(carry, sum, value, next);
    sum = next;
  }

  /**
   * What is carried along after a number was added.
   *
   * @param next what {@code sum + value} gave
   */
  static double carry(double before, double sum, double value, double next) {
    if (Double.isInfinite(next)) {
      return 0;
    }
    return before
        + (Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum);
  }

  /** Both, so that a mean can go on from a sum. */
  void scale(double factor) {
    sum *= factor;
    carry *= factor;
  }

  double value() {
    return sum + carry;
  }

  /** Without the carry. */
  double plain() {
    return sum;
  }

  static double sum(double[] values, int from, int to) {
    Kahan sum = new Kahan();
    for (int i = from; i < to; i++) {
      sum.add(values[i]);
    }
    return sum.value();
  }

  /** Of one value at least; where the sum overflows the mean is taken step by step. */
  static double mean(double[] values, int from, int to) {
    Kahan sum = new Kahan();
    for (int i = from; i < to; i++) {
      sum.add(values[i]);
      if (Double.isInfinite(sum.plain())) {
        return incremental(values, from, to);
      }
    }
    int count = to - from;
    return sum.sum / count + sum.carry / count;
  }

  private static double incremental(double[] values, int from, int to) {
    Kahan mean = new Kahan();
    for (int i = from; i < to; i++) {
      double count = i - from + 1;
      mean.scale((count - 1) / count);
      mean.add(values[i] / count);
    }
    return mean.value();
  }

  /** The mean of the squares of what separates values from their mean. */
  static double variance(double[] values, int from, int to) {
    Kahan mean = new Kahan();
    Kahan squares = new Kahan();
    for (int i = from; i < to; i++) {
      double delta = values[i] - mean.value();
      mean.add(delta / (i - from + 1));
      squares.add(delta * (values[i] - mean.value()));
    }
    return squares.value() / (to - from);
  }
}
