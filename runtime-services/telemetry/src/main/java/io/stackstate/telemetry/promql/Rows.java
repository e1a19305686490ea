package io.stackstate.telemetry.promql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** What is done with many rows. */
final class Rows {
  static final String SAME_LABELS = "vector cannot contain metrics with the same labelset";

  private Rows() {}

  /** One row for each set of labels; two that have a value at the same step are an error. */
  static List<Row> merged(List<Row> rows, String problem) {
    Map<Labels, Row> merged = new LinkedHashMap<>();
    for (Row row : rows) {
      Row before = merged.putIfAbsent(row.labels(), row);
      if (before != null) {
        merged.put(row.labels(), union(before, row, problem));
      }
    }
    return merged.size() == rows.size() ? rows : new ArrayList<>(merged.values());
  }

  private static Row union(Row a, Row b, String problem) {
    double[] values = a.values().clone();
    for (int i = 0; i < values.length; i++) {
      if (b.has(i)) {
        if (a.has(i)) {
          throw PromqlException.execution(problem);
        }
        values[i] = b.values()[i];
      }
    }
    return new Row(a.labels(), values);
  }

  /** The rows by what is made of their labels, in the order in which they come. */
  static Map<Labels, List<Row>> grouped(List<Row> rows, UnaryOperator<Labels> by) {
    Map<Labels, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      groups.computeIfAbsent(by.apply(row.labels()), key -> new ArrayList<>()).add(row);
    }
    return groups;
  }

  /** The rows with a function of each value, and without the name of the metric. */
  static List<Row> map(List<Row> rows, Budget budget, DoubleUnaryOperator function) {
    List<Row> mapped = new ArrayList<>(rows.size());
    for (Row row : rows) {
      double[] values = budget.cells(row.values().length);
      for (int i = 0; i < values.length; i++) {
        if (row.has(i)) {
          values[i] = function.applyAsDouble(row.values()[i]);
        }
      }
      mapped.add(new Row(row.labels().withoutName(), values));
    }
    return merged(mapped, SAME_LABELS);
  }

  /** For each step, how many rows have a value. */
  static int[] counts(List<Row> rows, int steps) {
    int[] counts = new int[steps];
    for (Row row : rows) {
      for (int i = 0; i < steps; i++) {
        counts[i] += row.has(i) ? 1 : 0;
      }
    }
    return counts;
  }
}
