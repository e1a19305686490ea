package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.promql.syntax.BinaryOperator;
import io.stackstate.telemetry.promql.syntax.Expr.Binary;
import io.stackstate.telemetry.promql.syntax.Matching;
import io.stackstate.telemetry.promql.syntax.Matching.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Arithmetic and comparison of two vectors, whose series find each other by their labels. */
final class VectorMatcher {
  private final BinaryOperator operator;
  private final boolean bool;
  private final Matching matching;
  private final Steps steps;
  private final Budget budget;

  VectorMatcher(Binary binary, Steps steps, Budget budget) {
    this.operator = binary.operator();
    this.bool = binary.bool();
    this.matching = binary.matching();
    this.steps = steps;
    this.budget = budget;
  }

  static Labels signature(Labels labels, Matching matching) {
    return matching.on() ? labels.only(matching.labels()) : labels.without(matching.labels());
  }

  private Map<Labels, List<Row>> grouped(List<Row> rows) {
    return Rows.grouped(rows, labels -> signature(labels, matching));
  }

  List<Row> apply(List<Row> left, List<Row> right) {
    boolean swapped = matching.many() == Side.RIGHT;
    List<Row> many = swapped ? right : left;
    Map<Labels, List<Row>> ones = grouped(swapped ? left : right);
    checkOnes(ones, Rows.counts(many, steps.count()), swapped ? "left" : "right");
    List<Row> result = new ArrayList<>();
    grouped(many)
        .forEach(
            (signature, rows) -> {
              List<Row> found = ones.getOrDefault(signature, List.of());
              if (matching.many() == Side.NEITHER && rows.size() > 1) {
                checkMany(rows, found);
              }
              for (Row row : rows) {
                found.forEach(one -> combine(row, one, swapped, result));
              }
            });
    return Rows.merged(
        result, "multiple matches for labels: grouping labels must ensure unique matches");
  }

  /** Only steps at which the other side has anything at all are looked at, as Prometheus does. */
  private void checkOnes(Map<Labels, List<Row>> groups, int[] others, String side) {
    groups.forEach(
        (signature, rows) -> {
          Row[] holders = rows.size() > 1 ? new Row[steps.count()] : new Row[0];
          for (Row row : rows) {
            for (int i = 0; i < holders.length; i++) {
              if (row.has(i) && others[i] > 0) {
                if (holders[i] != null) {
                  throw duplicates(signature, side, holders[i], row);
                }
                holders[i] = row;
              }
            }
          }
        });
  }

  private static PromqlException duplicates(Labels signature, String side, Row a, Row b) {
    boolean ordered = a.labels().toString().compareTo(b.labels().toString()) <= 0;
    return PromqlException.execution(
        ("found duplicate series for the match group %s on the %s hand-side of the operation:"
                + " [%s, %s];many-to-many matching not allowed: matching labels must be unique on"
                + " one side")
            .formatted(signature, side, (ordered ? a : b).labels(), (ordered ? b : a).labels()));
  }

  private void checkMany(List<Row> rows, List<Row> ones) {
    int[] many = Rows.counts(rows, steps.count());
    int[] one = Rows.counts(ones, steps.count());
    for (int i = 0; i < many.length; i++) {
      if (many[i] > 1 && one[i] > 0) {
        throw PromqlException.execution(
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)");
      }
    }
  }

  private void combine(Row many, Row one, boolean swapped, List<Row> result) {
    Row left = swapped ? one : many;
    Row right = swapped ? many : one;
    double[] values = budget.cells(steps.count());
    for (int i = 0; i < values.length; i++) {
      if (left.has(i) && right.has(i)) {
        values[i] = number(left.values()[i], right.values()[i]);
      }
    }
    Evaluator.add(result, new Row(labels(many.labels(), one.labels()), values));
  }

  private double number(double left, double right) {
    if (!operator.isComparison()) {
      return operator.apply(left, right);
    }
    boolean holds = operator.holds(left, right);
    return bool ? (holds ? 1 : 0) : holds ? left : Row.ABSENT;
  }

  private Labels labels(Labels many, Labels one) {
    Labels labels = operator.isComparison() && !bool ? many : many.withoutName();
    if (matching.many() == Side.NEITHER) {
      labels = matching.on() ? labels.only(matching.labels()) : ignoring(labels);
    }
    for (String included : matching.included()) {
      labels = labels.with(included, one.get(included));
    }
    return labels;
  }

  /** A comparison keeps the name, which {@link Labels#without} would drop. */
  private Labels ignoring(Labels labels) {
    for (String label : matching.labels()) {
      labels = labels.get(label).isEmpty() ? labels : labels.with(label, "");
    }
    return labels;
  }
}
