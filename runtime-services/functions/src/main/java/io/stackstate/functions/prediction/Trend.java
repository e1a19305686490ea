package io.stackstate.functions.prediction;

/** A straight line, by least squares. */
record Trend(double offset, double slope) implements Curve {

  static Trend of(Grid history) {
    return of(history.values());
  }

  static Trend of(double... values) {
    double middle = (values.length - 1) / 2.0;
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double products = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      products += (i - middle) * (values[i] - mean);
      squares += (i - middle) * (i - middle);
    }
    double slope = squares == 0 ? 0 : products / squares;
    return new Trend(mean - slope * middle, slope);
  }

  @Override
  public double at(double place) {
    return offset + slope * place;
  }

  /** What is left of values without it. */
  double[] without(double... values) {
    double[] rest = new double[values.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[i] - at(i);
    }
    return rest;
  }
}
