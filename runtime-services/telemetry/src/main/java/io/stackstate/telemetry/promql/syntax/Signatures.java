package io.stackstate.telemetry.promql.syntax;

import static io.stackstate.telemetry.promql.syntax.ValueType.MATRIX;
import static io.stackstate.telemetry.promql.syntax.ValueType.SCALAR;
import static io.stackstate.telemetry.promql.syntax.ValueType.STRING;
import static io.stackstate.telemetry.promql.syntax.ValueType.VECTOR;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All functions of PromQL that can be called. */
public final class Signatures {
  private static final List<String> OVER_RANGE =
      List.of(
          "absent_over_time",
          "avg_over_time",
          "changes",
          "count_over_time",
          "delta",
          "deriv",
          "first_over_time",
          "idelta",
          "increase",
          "irate",
          "last_over_time",
          "mad_over_time",
          "max_over_time",
          "min_over_time",
          "present_over_time",
          "rate",
          "resets",
          "stddev_over_time",
          "stdvar_over_time",
          "sum_over_time");

  private static final List<String> OF_NUMBERS =
      List.of(
          "abs",
          "absent",
          "acos",
          "acosh",
          "asin",
          "asinh",
          "atan",
          "atanh",
          "ceil",
          "cos",
          "cosh",
          "deg",
          "exp",
          "floor",
          "ln",
          "log10",
          "log2",
          "rad",
          "sgn",
          "sin",
          "sinh",
          "sort",
          "sort_desc",
          "sqrt",
          "tan",
          "tanh",
          "timestamp");

  private static final List<String> OF_DATES =
      List.of(
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "days_in_month",
          "hour",
          "minute",
          "month",
          "year");

  private static final Map<String, Signature> ALL = new TreeMap<>();

  static {
    OVER_RANGE.forEach(name -> add(Signature.of(name, VECTOR, MATRIX)));
    OF_NUMBERS.forEach(name -> add(Signature.of(name, VECTOR, VECTOR)));
    OF_DATES.forEach(name -> add(Signature.of(name, VECTOR, VECTOR).optional(1)));
    add(Signature.of("predict_linear", VECTOR, MATRIX, SCALAR));
    add(Signature.of("quantile_over_time", VECTOR, SCALAR, MATRIX));
    add(Signature.of("double_exponential_smoothing", VECTOR, MATRIX, SCALAR, SCALAR));
    add(Signature.of("holt_winters", VECTOR, MATRIX, SCALAR, SCALAR));
    add(Signature.of("histogram_quantile", VECTOR, SCALAR, VECTOR));
    add(Signature.of("clamp", VECTOR, VECTOR, SCALAR, SCALAR));
    add(Signature.of("clamp_max", VECTOR, VECTOR, SCALAR));
    add(Signature.of("clamp_min", VECTOR, VECTOR, SCALAR));
    add(Signature.of("round", VECTOR, VECTOR, SCALAR).optional(1));
    add(Signature.of("label_replace", VECTOR, VECTOR, STRING, STRING, STRING, STRING));
    add(Signature.of("label_join", VECTOR, VECTOR, STRING, STRING, STRING).variadic());
    add(Signature.of("sort_by_label", VECTOR, VECTOR, STRING).variadic());
    add(Signature.of("sort_by_label_desc", VECTOR, VECTOR, STRING).variadic());
    add(Signature.of("scalar", SCALAR, VECTOR));
    add(Signature.of("vector", VECTOR, SCALAR));
    add(Signature.of("time", SCALAR));
    add(Signature.of("pi", SCALAR));
  }

  private Signatures() {}

  private static void add(Signature signature) {
    ALL.put(signature.name(), signature);
  }

  /** The function with this name, exactly as it is written. */
  public static Optional<Signature> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Their names, in order. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }
}
