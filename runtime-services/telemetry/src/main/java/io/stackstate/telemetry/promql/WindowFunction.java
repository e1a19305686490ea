package io.stackstate.telemetry.promql;

/** What a function over a range makes of the points within it. */
@FunctionalInterface
interface WindowFunction {
  /**
   * Of the points {@code from} (included) to {@code to} (excluded), one at least.
   *
   * @param startMillis before the first moment of the range; the last one is {@code endMillis}
   * @param step which step it is for
   * @return {@link Row#ABSENT} when there are too few points
   */
  double apply(int from, int to, long startMillis, long endMillis, int step);

  /** A function before it knows the series; what can be summed up once is summed up here. */
  @FunctionalInterface
  interface Kind {
    WindowFunction over(Points series);
  }
}
