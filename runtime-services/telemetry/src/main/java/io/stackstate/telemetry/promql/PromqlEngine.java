package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.SampleSource;
import io.stackstate.telemetry.promql.PromqlException.Kind;
import io.stackstate.telemetry.promql.syntax.Expr;
import io.stackstate.telemetry.promql.syntax.Intervals;
import io.stackstate.telemetry.promql.syntax.PromqlReader;
import io.stackstate.telemetry.promql.syntax.PromqlSyntaxException;
import io.stackstate.telemetry.promql.syntax.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Answers PromQL. Ranges begin after their first moment and end with their last, as in Prometheus
 * 3. A selector without a range finds points that are up to five minutes old or, in a query with
 * longer steps, up to one step, so that a chart shows what lies between its steps (query sheet,
 * section 10). Thread-safe; each query is evaluated on the thread that asks.
 */
public final class PromqlEngine {
  /** How old a point may be that stands for a series now. */
  public static final Duration LOOKBACK = Duration.ofMinutes(5);

  private final SampleSource source;
  private final PromqlLimits limits;

  public PromqlEngine(SampleSource source, PromqlLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** What a query may take, whoever asks. */
  public PromqlLimits limits() {
    return limits;
  }

  /**
   * What a query is at one time.
   *
   * @param timeMillis epoch milliseconds
   * @param timeout no longer than this, nor than the limits say
   * @param canceled asked now and then; true ends the evaluation
   * @throws PromqlSyntaxException when the query is none
   * @throws PromqlException when it cannot be answered
   */
  public PromqlResult instant(
      String query, long timeMillis, Duration timeout, BooleanSupplier canceled)
      throws MetricsUnavailableException {
    Expr expr = PromqlReader.read(query, Intervals.ofInstant());
    Budget budget = new Budget(limits.within(timeout), canceled);
    Steps steps = Steps.one(timeMillis);
    Selection selection = new Selection(source, budget, timeMillis, timeMillis);
    Evaluator evaluator = new Evaluator(selection, budget, steps, LOOKBACK.toMillis());
    if (expr.type() == ValueType.MATRIX) {
      return ranges(evaluator.windows(expr));
    }
    Value value = evaluator.evaluate(expr);
    if (value instanceof Value.Scalar scalar) {
      return new PromqlResult.Scalar(timeMillis, scalar.values()[0]);
    } else if (value instanceof Value.Text text) {
      return new PromqlResult.Text(timeMillis, text.value());
    }
    return Results.vector(((Value.Vector) value).rows(), timeMillis);
  }

  private static PromqlResult ranges(Windows windows) {
    long end = windows.reference()[0];
    List<Points> found = new ArrayList<>();
    for (Points points : windows.series()) {
      int from = points.upTo(end - windows.rangeMillis());
      int to = points.upTo(end);
      found.add(
          new Points(
              points.labels(),
              Arrays.copyOfRange(points.times(), from, to),
              Arrays.copyOfRange(points.values(), from, to)));
    }
    return Results.matrix(found);
  }

  /**
   * What a query is from one time to another, step by step; both ends are included. Otherwise as
   * {@link #instant}.
   *
   * @param stepMillis from 1, and not so small that there are more than {@link
   *     PromqlLimits#MAX_STEPS}
   */
  public PromqlResult.Matrix range(
      String query,
      long startMillis,
      long endMillis,
      long stepMillis,
      Duration timeout,
      BooleanSupplier canceled)
      throws MetricsUnavailableException {
    checkSteps(startMillis, endMillis, stepMillis);
    Expr expr = PromqlReader.read(query, Intervals.ofStep(stepMillis));
    if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
      throw new PromqlException(
          Kind.BAD_DATA,
          "invalid expression type \""
              + expr.type().text()
              + "\" for range query, must be Scalar or instant Vector");
    }
    Budget budget = new Budget(limits.within(timeout), canceled);
    Steps steps = Steps.between(startMillis, endMillis, stepMillis);
    Selection selection = new Selection(source, budget, startMillis, endMillis);
    long lookback = Math.max(LOOKBACK.toMillis(), stepMillis);
    Value value = new Evaluator(selection, budget, steps, lookback).evaluate(expr);
    List<Row> rows =
        value instanceof Value.Scalar scalar
            ? List.of(new Row(Labels.NONE, scalar.values()))
            : ((Value.Vector) value).rows();
    return Results.matrix(rows.stream().map(row -> Results.points(row, steps, budget)).toList());
  }

  private static void checkSteps(long startMillis, long endMillis, long stepMillis) {
    if (stepMillis < 1) {
      throw new PromqlException(
          Kind.BAD_DATA, "step: found " + stepMillis + " ms, expected a duration of at least 1 ms");
    }
    if (endMillis < startMillis) {
      throw new PromqlException(
          Kind.BAD_DATA, "end: found a time before start, expected one at or after it");
    }
    if ((endMillis - startMillis) / stepMillis >= PromqlLimits.MAX_STEPS) {
      throw new PromqlException(
          Kind.BAD_DATA,
          "exceeded maximum resolution of "
              + String.format(Locale.ROOT, "%,d", PromqlLimits.MAX_STEPS)
              + " points per timeseries; try increasing the value of the step parameter");
    }
  }
}
