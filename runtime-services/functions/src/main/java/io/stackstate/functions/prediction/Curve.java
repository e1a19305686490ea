package io.stackstate.functions.prediction;

/** What a predictor has found: a value at each place of the grid, also behind its end. */
@FunctionalInterface
interface Curve {
  /**
   * @param place 0 at the beginning of the history, 1 a step of the grid later
   */
  double at(double place);
}
