package io.stackstate.telemetry.promql;

import java.util.List;
import java.util.Random;

/**
 * Queries over {@link SampleWorld}, most of which mean something. Series with the same value are
 * not ranked, and values that end in rounding not counted, because their order is anyone's.
 */
final class RandomQueries {
  private static final List<String> SELECTORS =
      List.of(
          "requests_total",
          "requests_total{job=\"api\"}",
          "requests_total{instance=~\"i[12]\"}",
          "requests_total{path!=\"/a\"}",
          "temperature",
          "temperature{room!~\"r[2-9]\"}",
          "odd",
          "build_info",
          "build_info{version=\"2\"}",
          "{__name__=~\"temp.*|odd\"}",
          "{job=\"web\"}",
          "latency_bucket",
          "nothing");
  private static final List<String> RANGE_FUNCTIONS =
      List.of(
          "rate",
          "increase",
          "delta",
          "irate",
          "idelta",
          "deriv",
          "changes",
          "resets",
          "avg_over_time",
          "sum_over_time",
          "min_over_time",
          "max_over_time",
          "count_over_time",
          "last_over_time",
          "present_over_time",
          "absent_over_time",
          "stddev_over_time",
          "stdvar_over_time");
  private static final List<String> FUNCTIONS =
      List.of(
          "abs",
          "ceil",
          "floor",
          "exp",
          "ln",
          "log2",
          "log10",
          "sqrt",
          "sgn",
          "absent",
          "timestamp",
          "sort",
          "sin",
          "atan",
          "deg",
          "round");
  private static final List<String> DATES =
      List.of(
          "hour",
          "minute",
          "day_of_week",
          "day_of_month",
          "month",
          "year",
          "days_in_month",
          "day_of_year");
  private static final List<String> AGGREGATIONS =
      List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
  private static final List<String> CLAUSES =
      List.of("", " by (job)", " by (job, instance)", " without (instance)", " by ()", " by (le)");
  private static final List<String> OPERATORS =
      List.of("+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<", ">=", "<=");
  private static final List<String> MATCHINGS =
      List.of(
          "",
          " on (job)",
          " on (instance)",
          " ignoring (path)",
          " on (job, instance) group_left ()",
          " on (instance) group_left (version)",
          " on (instance) group_right (version)",
          " ignoring (path, __name__)");
  private static final List<String> QUANTILES = List.of("2", "-3.5", "NaN", "Inf", "1", "0");
  private static final List<String> RANGES = List.of("30s", "1m", "95s", "5m", "17m", "1h");

  private final Random random;

  RandomQueries(long seed) {
    this.random = new Random(seed);
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** An instant vector, mostly. */
  String vector(int depth) {
    if (depth == 0) {
      return any(SELECTORS) + shift();
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> any(RANGE_FUNCTIONS) + "(" + range(depth - 1) + ")";
      case 3 -> any(FUNCTIONS) + "(" + vector(depth - 1) + ")";
      case 4, 5 -> any(AGGREGATIONS) + any(CLAUSES) + " (" + vector(depth - 1) + ")";
      case 6 -> parameterised(depth - 1);
      case 7 -> "(" + vector(depth - 1) + ") " + any(OPERATORS) + " " + scalar();
      case 8 -> scalar() + " " + any(OPERATORS) + " (" + vector(depth - 1) + ")";
      case 9, 10 -> binary(depth - 1);
      default -> special(depth - 1);
    };
  }

  private String shift() {
    return switch (random.nextInt(10)) {
      case 0 -> " offset 3m";
      case 1 -> " offset -2m";
      case 2 -> " @ 1700001000";
      case 3 -> " @ end()";
      case 4 -> " @ start() offset 45s";
      default -> "";
    };
  }

  private String range(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return "(" + vector(depth) + ")[" + any(RANGES) + ":" + any(List.of("", "20s", "1m")) + "]";
    }
    return any(SELECTORS) + "[" + any(RANGES) + "]" + shift();
  }

  private String scalar() {
    return any(
        List.of(
            "2",
            "-3.5",
            "0",
            "1e3",
            "0x1F",
            "NaN",
            "Inf",
            "time()",
            "pi()",
            "scalar(nothing)",
            "scalar(build_info{instance=\"i1\"})",
            "5m"));
  }

  private String parameterised(int depth) {
    String clause = any(CLAUSES);
    return switch (random.nextInt(5)) {
      case 0 -> "topk" + clause + " (" + random.nextInt(4) + ", temperature" + shift() + ")";
      case 1 -> "bottomk" + clause + " (2, temperature)";
      case 2 -> "quantile" + clause + " (0." + random.nextInt(10) + ", " + vector(depth) + ")";
      case 3 -> "count_values" + clause + " (\"v\", round(" + vector(depth) + "))";
      // Of a vector at a fixed time Prometheus takes the parameter of the first step for all.
      default -> "quantile" + clause + " (" + any(QUANTILES) + ", " + vector(depth) + ")";
    };
  }

  private String binary(int depth) {
    if (random.nextInt(3) == 0) {
      String matching = any(List.of("", " on (job)", " ignoring (path, job)", " on ()"));
      String operator = any(List.of("and", "or", "unless"));
      return "(" + vector(depth) + ") " + operator + matching + " (" + vector(depth) + ")";
    }
    String operator = any(OPERATORS);
    boolean comparison = "=!<>".indexOf(operator.charAt(0)) >= 0;
    return "("
        + vector(depth)
        + ") "
        + operator
        + (comparison && random.nextBoolean() ? " bool" : "")
        + any(MATCHINGS)
        + " ("
        + vector(depth)
        + ")";
  }

  private String special(int depth) {
    String vector = vector(depth);
    return switch (random.nextInt(12)) {
      case 0 -> "histogram_quantile(0.9, rate(latency_bucket[" + any(RANGES) + "]))";
      case 1 -> "histogram_quantile(0.5, sum by (le) (rate(latency_bucket[5m])))";
      case 2 -> "label_replace(" + vector + ", \"to\", \"$1-x\", \"instance\", \"i(.*)\")";
      case 3 -> "label_join(" + vector + ", \"to\", \"/\", \"job\", \"instance\")";
      case 4 -> "clamp(" + vector + ", -1, " + scalar() + ")";
      case 5 -> "clamp_min(" + vector + ", 10)";
      case 6 -> "vector(" + scalar() + ")";
      case 7 -> "-(" + vector + ")";
      case 8 -> "predict_linear(" + range(depth) + ", 600)";
      case 9 -> any(DATES) + "(timestamp(" + vector + ") * 997)";
      case 10 -> "quantile_over_time(0.3, " + range(depth) + ")";
      default -> "vector(scalar(" + vector + "))";
    };
  }
}
