package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.promql.syntax.BinaryOperator;
import io.stackstate.telemetry.promql.syntax.Expr.Binary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operators of which one operand at least is a scalar. */
final class ScalarOperations {
  private final BinaryOperator operator;
  private final boolean bool;
  private final Budget budget;

  ScalarOperations(Binary binary, Budget budget) {
    this.operator = binary.operator();
    this.bool = binary.bool();
    this.budget = budget;
  }

  Value apply(Value left, Value right) {
    if (left instanceof Value.Scalar a && right instanceof Value.Scalar b) {
      double[] values = budget.cells(a.values().length);
      Arrays.setAll(values, i -> number(a.values()[i], b.values()[i]));
      return new Value.Scalar(values);
    } else if (left instanceof Value.Vector vector) {
      return rows(vector.rows(), ((Value.Scalar) right).values(), false);
    }
    return rows(((Value.Vector) right).rows(), ((Value.Scalar) left).values(), true);
  }

  private double number(double left, double right) {
    if (operator.isComparison()) {
      return operator.holds(left, right) ? 1 : 0;
    }
    return operator.apply(left, right);
  }

  private Value rows(List<Row> rows, double[] scalar, boolean scalarFirst) {
    List<Row> result = new ArrayList<>(rows.size());
    boolean choosing = operator.isComparison() && !bool;
    for (Row row : rows) {
      double[] values = budget.cells(scalar.length);
      for (int i = 0; i < values.length; i++) {
        if (row.has(i)) {
          double value = row.values()[i];
          double outcome = scalarFirst ? number(scalar[i], value) : number(value, scalar[i]);
          values[i] = !choosing ? outcome : outcome == 1 ? value : Row.ABSENT;
        }
      }
      Evaluator.add(result, new Row(choosing ? row.labels() : row.labels().withoutName(), values));
    }
    return new Value.Vector(Rows.merged(result, Rows.SAME_LABELS));
  }
}
