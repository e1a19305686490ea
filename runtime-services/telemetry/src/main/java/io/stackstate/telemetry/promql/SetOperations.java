package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.promql.syntax.BinaryOperator;
import io.stackstate.telemetry.promql.syntax.Expr.Binary;
import io.stackstate.telemetry.promql.syntax.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code and}, {@code or} and {@code unless}. */
final class SetOperations {
  private final BinaryOperator operator;
  private final Matching matching;
  private final Steps steps;
  private final Budget budget;

  SetOperations(Binary binary, Steps steps, Budget budget) {
    this.operator = binary.operator();
    this.matching = binary.matching();
    this.steps = steps;
    this.budget = budget;
  }

  List<Row> apply(List<Row> left, List<Row> right) {
    return switch (operator) {
      case AND -> chosen(left, presence(right), true);
      case UNLESS -> chosen(left, presence(right), false);
      default -> {
        List<Row> all = new ArrayList<>(left);
        all.addAll(chosen(right, presence(left), false));
        yield Rows.merged(all, Rows.SAME_LABELS);
      }
    };
  }

  /** For each group of labels, the steps at which a series of it is there. */
  private Map<Labels, boolean[]> presence(List<Row> rows) {
    Map<Labels, boolean[]> presence = new HashMap<>();
    for (Row row : rows) {
      boolean[] there =
          presence.computeIfAbsent(
              VectorMatcher.signature(row.labels(), matching),
              key -> {
                budget.take(steps.count());
                return new boolean[steps.count()];
              });
      for (int i = 0; i < there.length; i++) {
        there[i] |= row.has(i);
      }
    }
    return presence;
  }

  private List<Row> chosen(List<Row> rows, Map<Labels, boolean[]> presence, boolean wanted) {
    List<Row> chosen = new ArrayList<>();
    for (Row row : rows) {
      boolean[] there = presence.get(VectorMatcher.signature(row.labels(), matching));
      double[] values = budget.cells(steps.count());
      for (int i = 0; i < values.length; i++) {
        if ((there != null && there[i]) == wanted) {
          values[i] = row.values()[i];
        }
      }
      Evaluator.add(chosen, new Row(row.labels(), values));
    }
    return chosen;
  }
}
