package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.promql.syntax.Expr;
import io.stackstate.telemetry.promql.syntax.Expr.Aggregation;
import io.stackstate.telemetry.promql.syntax.Expr.Binary;
import io.stackstate.telemetry.promql.syntax.Expr.Call;
import io.stackstate.telemetry.promql.syntax.Expr.MatrixSelector;
import io.stackstate.telemetry.promql.syntax.Expr.Negation;
import io.stackstate.telemetry.promql.syntax.Expr.NumberLiteral;
import io.stackstate.telemetry.promql.syntax.Expr.StringLiteral;
import io.stackstate.telemetry.promql.syntax.Expr.Subquery;
import io.stackstate.telemetry.promql.syntax.Expr.VectorSelector;
import io.stackstate.telemetry.promql.syntax.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evaluates expressions at all steps at once, series by series. One thread. */
final class Evaluator {
  private final Selection selection;
  private final Budget budget;
  private final Steps steps;
  private final long lookbackMillis;
  private final Calls calls;

  Evaluator(Selection selection, Budget budget, Steps steps, long lookbackMillis) {
    this.selection = selection;
    this.budget = budget;
    this.steps = steps;
    this.lookbackMillis = lookbackMillis;
    this.calls = new Calls(this, budget, steps);
  }

  Value evaluate(Expr expr) throws MetricsUnavailableException {
    budget.check();
    if (expr instanceof NumberLiteral number) {
      return constant(number.value());
    } else if (expr instanceof StringLiteral text) {
      return new Value.Text(text.value());
    } else if (expr instanceof VectorSelector selector) {
      return new Value.Vector(select(selector, false));
    } else if (expr instanceof Negation negation) {
      return negate(evaluate(negation.expr()));
    } else if (expr instanceof Binary binary) {
      return binary(binary);
    } else if (expr instanceof Aggregation aggregation) {
      return aggregate(aggregation);
    } else if (expr instanceof Call call) {
      return calls.evaluate(call);
    }
    throw new IllegalStateException("a range is no value: " + expr.getClass().getSimpleName());
  }

  double[] scalar(Expr expr) throws MetricsUnavailableException {
    return ((Value.Scalar) evaluate(expr)).values();
  }

  List<Row> vector(Expr expr) throws MetricsUnavailableException {
    return ((Value.Vector) evaluate(expr)).rows();
  }

  String text(Expr expr) throws MetricsUnavailableException {
    return ((Value.Text) evaluate(expr)).value();
  }

  Value.Scalar constant(double value) {
    double[] values = budget.cells(steps.count());
    Arrays.fill(values, value);
    return new Value.Scalar(values);
  }

  /**
   * The newest point of each series that is not older than the lookback.
   *
   * @param times the seconds of its time instead of its value
   */
  List<Row> select(VectorSelector selector, boolean times) throws MetricsUnavailableException {
    long[] reference = selection.reference(selector.shift(), steps);
    List<Row> rows = new ArrayList<>();
    for (Points points : selection.read(selector.matchers(), reference, lookbackMillis)) {
      double[] cells = budget.cells(reference.length);
      int at = 0;
      for (int step = 0; step < cells.length; step++) {
        while (at < points.times().length && points.times()[at] <= reference[step]) {
          at++;
        }
        boolean found = at > 0 && points.times()[at - 1] > reference[step] - lookbackMillis;
        if (found && !Points.isStale(points.values()[at - 1])) {
          cells[step] = times ? points.times()[at - 1] / 1000.0 : points.values()[at - 1];
        }
      }
      add(rows, new Row(points.labels(), cells));
    }
    return Rows.merged(rows, Rows.SAME_LABELS);
  }

  static void add(List<Row> rows, Row row) {
    if (!row.isEmpty()) {
      rows.add(row);
    }
  }

  /** The series of a range vector with their points. */
  Windows windows(Expr expr) throws MetricsUnavailableException {
    if (expr instanceof MatrixSelector matrix) {
      long[] reference = selection.reference(matrix.series().shift(), steps);
      List<Points> points =
          selection.read(matrix.series().matchers(), reference, matrix.rangeMillis());
      return new Windows(
          points.stream().map(Points::withoutStale).toList(), reference, matrix.rangeMillis());
    }
    Subquery subquery = (Subquery) expr;
    long[] reference = selection.reference(subquery.shift(), steps);
    return new Windows(inner(subquery, reference), reference, subquery.rangeMillis());
  }

  /** The times of a subquery are multiples of its step, whatever the query's are. */
  private List<Points> inner(Subquery subquery, long[] reference)
      throws MetricsUnavailableException {
    long step = subquery.stepMillis() == 0 ? Intervals.STEP.toMillis() : subquery.stepMillis();
    long after = reference[0] - subquery.rangeMillis();
    long start = Math.floorDiv(after, step) * step + step;
    long end = reference[reference.length - 1];
    if (end < start) {
      return List.of();
    }
    budget.take((end - start) / step);
    Steps inner = Steps.between(start, end, step);
    List<Row> rows =
        new Evaluator(selection, budget, inner, lookbackMillis).vector(subquery.expr());
    List<Points> points = new ArrayList<>(rows.size());
    for (Row row : rows) {
      points.add(Results.points(row, inner, budget));
    }
    return points;
  }

  private Value negate(Value value) {
    if (value instanceof Value.Scalar scalar) {
      double[] values = budget.cells(steps.count());
      Arrays.setAll(values, i -> -scalar.values()[i]);
      return new Value.Scalar(values);
    }
    return new Value.Vector(Rows.map(((Value.Vector) value).rows(), budget, number -> -number));
  }

  private Value binary(Binary binary) throws MetricsUnavailableException {
    Value left = evaluate(binary.left());
    Value right = evaluate(binary.right());
    if (left instanceof Value.Vector a && right instanceof Value.Vector b) {
      return new Value.Vector(
          binary.operator().isSet()
              ? new SetOperations(binary, steps, budget).apply(a.rows(), b.rows())
              : new VectorMatcher(binary, steps, budget).apply(a.rows(), b.rows()));
    }
    return new ScalarOperations(binary, budget).apply(left, right);
  }

  private Value aggregate(Aggregation aggregation) throws MetricsUnavailableException {
    List<Row> rows = vector(aggregation.expr());
    Aggregations groups = new Aggregations(aggregation, steps, budget);
    return new Value.Vector(
        switch (aggregation.operator()) {
          case TOPK, BOTTOMK -> groups.choose(rows, scalar(aggregation.parameter()));
          case QUANTILE -> groups.quantiles(rows, scalar(aggregation.parameter()));
          case COUNT_VALUES -> groups.countValues(rows, text(aggregation.parameter()));
          default -> groups.reduce(rows);
        });
  }
}
