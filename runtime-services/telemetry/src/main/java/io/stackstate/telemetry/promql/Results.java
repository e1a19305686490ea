package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes answers of values. */
final class Results {
  private Results() {}

  /** The values of a row that are there, with their times. */
  static Points points(Row row, Steps steps, Budget budget) {
    int count = 0;
    for (int i = 0; i < steps.count(); i++) {
      count += row.has(i) ? 1 : 0;
    }
    budget.take(2L * count);
    long[] times = new long[count];
    double[] values = new double[count];
    int at = 0;
    for (int i = 0; i < steps.count(); i++) {
      if (row.has(i)) {
        times[at] = steps.time(i);
        values[at++] = row.values()[i];
      }
    }
    return new Points(row.labels(), times, values);
  }

  /** Series with all their points, in order of labels. */
  static PromqlResult.Matrix matrix(List<Points> series) {
    return new PromqlResult.Matrix(
        series.stream()
            .filter(points -> points.times().length > 0)
            .sorted(Comparator.comparing(Points::labels))
            .map(Results::samples)
            .toList());
  }

  private static Samples samples(Points points) {
    return new Samples(points.labels().asMap(), points.times(), points.values());
  }

  static PromqlResult.Vector vector(List<Row> rows, long timeMillis) {
    List<Samples> series = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.has(0)) {
        series.add(
            new Samples(row.labels().asMap(), new long[] {timeMillis}, row.values().clone()));
      }
    }
    return new PromqlResult.Vector(series);
  }
}
