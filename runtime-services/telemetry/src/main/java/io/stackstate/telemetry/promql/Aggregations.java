package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.promql.syntax.AggregateOperator;
import io.stackstate.telemetry.promql.syntax.Expr.Aggregation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Aggregation over series, by the labels that groups have in common. */
final class Aggregations {
  private final Aggregation aggregation;
  private final Steps steps;
  private final Budget budget;

  Aggregations(Aggregation aggregation, Steps steps, Budget budget) {
    this.aggregation = aggregation;
    this.steps = steps;
    this.budget = budget;
  }

  private Labels group(Labels labels) {
    return aggregation.without()
        ? labels.without(aggregation.labels())
        : aggregation.labels().isEmpty() ? Labels.NONE : labels.only(aggregation.labels());
  }

  private Map<Labels, List<Row>> grouped(List<Row> rows) {
    return Rows.grouped(rows, this::group);
  }

  /** Operators that make one number of all. */
  List<Row> reduce(List<Row> rows) {
    List<Row> result = new ArrayList<>();
    grouped(rows)
        .forEach(
            (labels, members) -> {
              double[] cells = budget.cells(steps.count());
              Reduction reduction =
                  Reduction.of(aggregation.operator(), cells, () -> budget.cells(steps.count()));
              members.forEach(row -> reduction.add(row.values()));
              reduction.finish();
              Evaluator.add(result, new Row(labels, cells));
            });
    return limited(result);
  }

  List<Row> quantiles(List<Row> rows, double[] quantiles) {
    List<Row> result = new ArrayList<>();
    grouped(rows)
        .forEach(
            (labels, members) -> {
              double[] cells = budget.cells(steps.count());
              double[] values = new double[members.size()];
              for (int step = 0; step < cells.length; step++) {
                int count = gather(members, step, values);
                if (count > 0) {
                  cells[step] = Quantile.of(quantiles[step], Arrays.copyOf(values, count));
                }
              }
              budget.check();
              Evaluator.add(result, new Row(labels, cells));
            });
    return limited(result);
  }

  private static int gather(List<Row> rows, int step, double[] into) {
    int count = 0;
    for (Row row : rows) {
      if (row.has(step)) {
        into[count++] = row.values()[step];
      }
    }
    return count;
  }

  /** The series with the largest or smallest values of each group, with all their labels. */
  List<Row> choose(List<Row> rows, double[] counts) {
    Comparator<Double> order =
        aggregation.operator() == AggregateOperator.TOPK
            ? Comparator.reverseOrder()
            : Comparator.naturalOrder();
    List<Row> result = new ArrayList<>();
    for (List<Row> members : grouped(rows).values()) {
      List<Row> chosen = new ArrayList<>();
      for (Row row : members) {
        chosen.add(new Row(row.labels(), budget.cells(steps.count())));
      }
      for (int step = 0; step < steps.count(); step++) {
        choose(members, step, most(counts[step], members.size()), order, chosen);
        budget.check();
      }
      chosen.removeIf(Row::isEmpty);
      if (steps.count() == 1) {
        chosen.sort(byValue(0, order));
      }
      result.addAll(chosen);
    }
    return limited(result);
  }

  private static int most(double count, int members) {
    if (Double.isNaN(count) || Math.abs(count) > Long.MAX_VALUE) {
      throw PromqlException.execution(
          "found the parameter " + count + " of an aggregation, expected a whole number");
    }
    return (int) Math.max(0, Math.min(count, members));
  }

  /** The best of one step, in a heap that has the worst of them on top. */
  private static void choose(
      List<Row> members, int step, int most, Comparator<Double> order, List<Row> into) {
    if (most == 0) {
      return;
    }
    Comparator<Row> byValue = byValue(step, order);
    PriorityQueue<Integer> best =
        new PriorityQueue<>(most, (a, b) -> byValue.compare(members.get(b), members.get(a)));
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).has(step)) {
        if (best.size() < most) {
          best.add(i);
        } else if (byValue.compare(members.get(i), members.get(best.peek())) < 0) {
          best.poll();
          best.add(i);
        }
      }
    }
    for (int i : best) {
      into.get(i).values()[step] = members.get(i).values()[step];
    }
  }

  /**
   * By the value at a step; NaN comes last in either order.
   *
   * @param order of two numbers, natural or reverse
   */
  static Comparator<Row> byValue(int step, Comparator<Double> order) {
    boolean descending = order.compare(0.0, 1.0) > 0;
    return (a, b) -> {
      double left = a.values()[step];
      double right = b.values()[step];
      if (left == right) {
        return 0;
      }
      boolean noNumber = Double.isNaN(left) || Double.isNaN(right);
      return noNumber
          ? Boolean.compare(Double.isNaN(left), Double.isNaN(right))
          : left < right == descending ? 1 : -1;
    };
  }

  /** For each value that occurs, how often it does. */
  List<Row> countValues(List<Row> rows, String label) {
    if (label.isEmpty()) {
      throw PromqlException.execution("invalid label name \"\" of count_values");
    }
    Map<Labels, double[]> counts = new LinkedHashMap<>();
    for (Row row : rows) {
      Labels group = group(row.labels());
      for (int step = 0; step < steps.count(); step++) {
        if (row.has(step)) {
          Labels labels = group.with(label, Numerals.plain(row.values()[step]));
          double[] cells = counts.computeIfAbsent(labels, key -> budget.cells(steps.count()));
          cells[step] = Row.isAbsent(cells[step]) ? 1 : cells[step] + 1;
        }
      }
      budget.check();
    }
    List<Row> result = new ArrayList<>(counts.size());
    counts.forEach((labels, cells) -> result.add(new Row(labels, cells)));
    return limited(result);
  }

  private List<Row> limited(List<Row> rows) {
    if (aggregation.limit() == 0 || rows.size() <= aggregation.limit()) {
      return rows;
    }
    return rows.stream()
        .sorted(Comparator.comparing(Row::labels))
        .limit(aggregation.limit())
        .toList();
  }
}
