package io.stackstate.telemetry.promql;

import java.util.List;

/**
 * The series of a range vector, with the range that belongs to each step.
 *
 * @param reference for each step, the end of its range
 */
record Windows(List<Points> series, long[] reference, long rangeMillis) {
  private static final int CHECK = 16;

  /**
   * A function of each range of one series. Both ends of the range only ever move forward, so all
   * ranges together cost one pass besides the function.
   */
  double[] slide(Points points, WindowFunction function, Budget budget) {
    double[] cells = budget.cells(reference.length);
    int from = 0;
    int to = 0;
    for (int step = 0; step < cells.length; step++) {
      long end = reference[step];
      long start = end - rangeMillis;
      while (to < points.times().length && points.times()[to] <= end) {
        to++;
      }
      while (from < to && points.times()[from] <= start) {
        from++;
      }
      if (from < to) {
        cells[step] = function.apply(from, to, start, end, step);
      }
      if (step % CHECK == 0) {
        budget.check();
      }
    }
    return cells;
  }
}
