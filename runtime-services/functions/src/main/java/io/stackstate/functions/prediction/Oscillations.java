package io.stackstate.functions.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * A line and the strongest oscillations around it, at most ten and no more than cover 95 % of the
 * energy; fitted together, so that one does not take what is another's.
 */
final class Oscillations implements Curve {
  private static final int MOST = 10;
  private static final double ENOUGH = 0.05;

  /** An oscillation that explains less is noise. */
  private static final double LEAST = 0.02;

  private static final int SMALLEST = 8;

  private final List<Double> frequencies;
  private final double[] weights;
  private final int length;

  private Oscillations(List<Double> frequencies, double[] weights, int length) {
    this.frequencies = frequencies;
    this.weights = weights;
    this.length = length;
  }

  static Curve of(Grid history) {
    double[] values = history.values();
    Trend trend = Trend.of(values);
    double[] rest = trend.without(values);
    double total = energy(rest);
    // What is left of a line is rounding.
    if (values.length < SMALLEST || total <= 1e-18 * energy(values)) {
      return trend;
    }
    Curve best = trend;
    double left = total;
    List<Double> frequencies = new ArrayList<>();
    while (frequencies.size() < MOST && left > ENOUGH * total) {
      frequencies.add(Spectrum.strongest(rest));
      double[] weights = LeastSquares.fit(columns(frequencies, values.length), values);
      if (weights.length == 0) {
        break;
      }
      Curve fitted = new Oscillations(List.copyOf(frequencies), weights, values.length);
      rest = without(fitted, values);
      double now = energy(rest);
      if (left - now < LEAST * total) {
        break;
      }
      best = fitted;
      left = now;
    }
    return best;
  }

  private static double[][] columns(List<Double> frequencies, int length) {
    double[][] columns = new double[2 + 2 * frequencies.size()][length];
    for (int i = 0; i < length; i++) {
      columns[0][i] = 1;
      // Of the size of the others, for the sake of the arithmetic.
      columns[1][i] = (double) i / length;
      for (int f = 0; f < frequencies.size(); f++) {
        double angle = 2 * Math.PI * frequencies.get(f) * i;
        columns[2 + 2 * f][i] = Math.cos(angle);
        columns[3 + 2 * f][i] = Math.sin(angle);
      }
    }
    return columns;
  }

  private static double[] without(Curve curve, double... values) {
    double[] rest = new double[values.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i] - curve.at(i);
    }
    return rest;
  }

  private static double energy(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  @Override
  public double at(double place) {
    double value = weights[0] + weights[1] * place / length;
    for (int f = 0; f < frequencies.size(); f++) {
      double angle = 2 * Math.PI * frequencies.get(f) * place;
      value += weights[2 + 2 * f] * Math.cos(angle) + weights[3 + 2 * f] * Math.sin(angle);
    }
    return value;
  }
}
