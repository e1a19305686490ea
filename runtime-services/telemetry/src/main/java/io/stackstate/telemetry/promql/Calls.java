package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.LabelMatcher.Operator;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.promql.syntax.Expr;
import io.stackstate.telemetry.promql.syntax.Expr.Call;
import io.stackstate.telemetry.promql.syntax.Expr.MatrixSelector;
import io.stackstate.telemetry.promql.syntax.Expr.VectorSelector;
import io.stackstate.telemetry.promql.syntax.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** Calls of functions. */
final class Calls {
  private final Evaluator evaluator;
  private final Budget budget;
  private final Steps steps;

  Calls(Evaluator evaluator, Budget budget, Steps steps) {
    this.evaluator = evaluator;
    this.budget = budget;
    this.steps = steps;
  }

  Value evaluate(Call call) throws MetricsUnavailableException {
    if (call.function().arguments().contains(ValueType.MATRIX)) {
      return new Value.Vector(overRange(call));
    }
    String name = call.function().name();
    DoubleUnaryOperator number = NumberFunctions.named(name);
    if (number != null) {
      return new Value.Vector(Rows.map(vector(call, 0), budget, number));
    }
    DoubleUnaryOperator date = DateFunctions.named(name);
    if (date != null) {
      List<Row> rows = call.arguments().isEmpty() ? List.of(time()) : vector(call, 0);
      return new Value.Vector(Rows.map(rows, budget, date));
    }
    return switch (name) {
      case "time" -> new Value.Scalar(time().values());
      case "pi" -> evaluator.constant(Math.PI);
      case "scalar" -> new Value.Scalar(scalar(vector(call, 0)));
      default -> new Value.Vector(special(name, call));
    };
  }

  private List<Row> special(String name, Call call) throws MetricsUnavailableException {
    return switch (name) {
      case "vector" -> List.of(new Row(Labels.NONE, scalar(call, 0)));
      case "absent" -> absent(call.arguments().get(0), vector(call, 0));
      case "timestamp" -> timestamps(call.arguments().get(0));
      case "clamp" -> clamp(vector(call, 0), scalar(call, 1), scalar(call, 2));
      case "clamp_min" -> clamp(vector(call, 0), scalar(call, 1), filled(Double.POSITIVE_INFINITY));
      case "clamp_max" -> clamp(vector(call, 0), filled(Double.NEGATIVE_INFINITY), scalar(call, 1));
      case "round" -> round(call);
      case "sort" -> sorted(vector(call, 0), Comparator.naturalOrder());
      case "sort_desc" -> sorted(vector(call, 0), Comparator.reverseOrder());
      case "sort_by_label" -> sortedByLabels(call, 1);
      case "sort_by_label_desc" -> sortedByLabels(call, -1);
      case "histogram_quantile" -> HistogramQuantile.of(scalar(call, 0), vector(call, 1), budget);
      case "label_replace" ->
          LabelFunctions.replace(
              vector(call, 0), text(call, 1), text(call, 2), text(call, 3), text(call, 4));
      case "label_join" ->
          LabelFunctions.join(vector(call, 0), text(call, 1), text(call, 2), texts(call, 3));
      default -> throw new IllegalStateException("no function: " + name);
    };
  }

  private List<Row> vector(Call call, int index) throws MetricsUnavailableException {
    return evaluator.vector(call.arguments().get(index));
  }

  private double[] scalar(Call call, int index) throws MetricsUnavailableException {
    return evaluator.scalar(call.arguments().get(index));
  }

  private String text(Call call, int index) throws MetricsUnavailableException {
    return evaluator.text(call.arguments().get(index));
  }

  private List<String> texts(Call call, int from) throws MetricsUnavailableException {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < call.arguments().size(); i++) {
      texts.add(text(call, i));
    }
    return texts;
  }

  private double[] filled(double value) {
    return evaluator.constant(value).values();
  }

  private Row time() {
    double[] seconds = budget.cells(steps.count());
    Arrays.setAll(seconds, i -> steps.time(i) / 1000.0);
    return new Row(Labels.NONE, seconds);
  }

  private List<Row> overRange(Call call) throws MetricsUnavailableException {
    String name = call.function().name();
    Expr range = call.arguments().get(call.function().arguments().indexOf(ValueType.MATRIX));
    Windows windows = evaluator.windows(range);
    if (name.equals("absent_over_time")) {
      return absent(range, slide(windows, RangeFunctions.named("present_over_time"), true));
    }
    boolean named = name.equals("last_over_time") || name.equals("first_over_time");
    return slide(windows, function(call, windows.rangeMillis()), named);
  }

  private WindowFunction.Kind function(Call call, long rangeMillis)
      throws MetricsUnavailableException {
    String name = call.function().name();
    return switch (name) {
      case "rate" -> RangeFunctions.extrapolated(true, true, rangeMillis);
      case "increase" -> RangeFunctions.extrapolated(true, false, rangeMillis);
      case "delta" -> RangeFunctions.extrapolated(false, false, rangeMillis);
      case "predict_linear" -> Regression.predicting(scalar(call, 1), steps);
      case "quantile_over_time" -> quantiles(scalar(call, 0));
      case "double_exponential_smoothing", "holt_winters" ->
          Regression.smoothing(scalar(call, 1), scalar(call, 2));
      default -> RangeFunctions.named(name);
    };
  }

  private static WindowFunction.Kind quantiles(double[] quantiles) {
    return points ->
        (from, to, start, end, step) ->
            Quantile.of(quantiles[step], Arrays.copyOfRange(points.values(), from, to));
  }

  private List<Row> slide(Windows windows, WindowFunction.Kind kind, boolean named) {
    List<Row> rows = new ArrayList<>(windows.series().size());
    for (Points points : windows.series()) {
      double[] cells = windows.slide(points, kind.over(points), budget);
      Labels labels = named ? points.labels() : points.labels().withoutName();
      Evaluator.add(rows, new Row(labels, cells));
    }
    return Rows.merged(rows, Rows.SAME_LABELS);
  }

  /** 1 at each step at which there is nothing, with the labels that the selector fixes. */
  private List<Row> absent(Expr selector, List<Row> rows) {
    int[] counts = Rows.counts(rows, steps.count());
    double[] cells = budget.cells(steps.count());
    for (int i = 0; i < cells.length; i++) {
      cells[i] = counts[i] == 0 ? 1 : Row.ABSENT;
    }
    List<Row> result = new ArrayList<>();
    Evaluator.add(result, new Row(fixedLabels(selector), cells));
    return result;
  }

  private static Labels fixedLabels(Expr expr) {
    List<LabelMatcher> matchers =
        expr instanceof VectorSelector selector
            ? selector.matchers()
            : expr instanceof MatrixSelector matrix ? matrix.series().matchers() : List.of();
    Labels labels = Labels.NONE;
    Set<String> seen = new HashSet<>(Set.of(LabelMatcher.NAME));
    for (LabelMatcher matcher : matchers) {
      boolean first = seen.add(matcher.label());
      if (!matcher.label().equals(LabelMatcher.NAME)) {
        boolean fixed = first && matcher.operator() == Operator.EQUAL;
        labels = labels.with(matcher.label(), fixed ? matcher.value() : "");
      }
    }
    return labels;
  }

  private List<Row> timestamps(Expr argument) throws MetricsUnavailableException {
    if (argument instanceof VectorSelector selector) {
      return Rows.map(evaluator.select(selector, true), budget, seconds -> seconds);
    }
    double[] seconds = time().values();
    return perStep(evaluator.vector(argument), (value, i) -> seconds[i]);
  }

  private double[] scalar(List<Row> rows) {
    int[] counts = Rows.counts(rows, steps.count());
    double[] cells = filled(Double.NaN);
    for (Row row : rows) {
      for (int i = 0; i < cells.length; i++) {
        if (row.has(i) && counts[i] == 1) {
          cells[i] = row.values()[i];
        }
      }
    }
    return cells;
  }

  private List<Row> clamp(List<Row> rows, double[] minimum, double[] maximum) {
    return perStep(
        rows,
        (value, i) ->
            maximum[i] < minimum[i]
                ? Row.ABSENT
                : Math.max(minimum[i], Math.min(maximum[i], value)));
  }

  private List<Row> round(Call call) throws MetricsUnavailableException {
    List<Row> rows = vector(call, 0);
    double[] to = call.arguments().size() > 1 ? scalar(call, 1) : filled(1);
    return perStep(rows, (value, i) -> NumberFunctions.round(value, to[i]));
  }

  @FunctionalInterface
  private interface AtStep {
    double apply(double value, int step);
  }

  private List<Row> perStep(List<Row> rows, AtStep function) {
    List<Row> result = new ArrayList<>(rows.size());
    for (Row row : rows) {
      double[] cells = budget.cells(steps.count());
      for (int i = 0; i < cells.length; i++) {
        if (row.has(i)) {
          cells[i] = function.apply(row.values()[i], i);
        }
      }
      Evaluator.add(result, new Row(row.labels().withoutName(), cells));
    }
    return Rows.merged(result, Rows.SAME_LABELS);
  }

  /** Only a query for one time has an order. */
  private List<Row> sorted(List<Row> rows, Comparator<Double> order) {
    if (steps.count() > 1) {
      return rows;
    }
    return rows.stream().sorted(Aggregations.byValue(0, order)).toList();
  }

  private List<Row> sortedByLabels(Call call, int direction) throws MetricsUnavailableException {
    List<Row> rows = vector(call, 0);
    List<String> names = texts(call, 1);
    if (steps.count() > 1) {
      return rows;
    }
    Comparator<Row> order = (a, b) -> 0;
    for (String name : names) {
      order = order.thenComparing(row -> row.labels().get(name));
    }
    Comparator<Row> whole = order.thenComparing(Row::labels);
    return rows.stream().sorted(direction > 0 ? whole : whole.reversed()).toList();
  }
}
