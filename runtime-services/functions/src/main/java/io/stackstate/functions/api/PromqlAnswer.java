package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code data} of an answer as Prometheus gives it (query sheet, section 10). */
final class PromqlAnswer {
  private PromqlAnswer() {}

  /**
   * @param labels none of a scalar
   * @param points lists of epoch milliseconds and value
   */
  record Series(Map<?, ?> labels, List<Object> points) {}

  /**
   * @throws ScriptApiException when its values are no numbers
   */
  static List<Series> read(Object data) {
    Map<?, ?> fields = (Map<?, ?>) data;
    List<?> result = (List<?>) fields.get("result");
    List<Series> series = new ArrayList<>();
    switch (String.valueOf(fields.get("resultType"))) {
      case "matrix" -> {
        for (Object each : result) {
          Map<?, ?> one = (Map<?, ?>) each;
          series.add(
              new Series((Map<?, ?>) one.get("metric"), points((List<?>) one.get("values"))));
        }
      }
      case "vector" -> {
        for (Object each : result) {
          Map<?, ?> one = (Map<?, ?>) each;
          series.add(new Series((Map<?, ?>) one.get("metric"), points(List.of(one.get("value")))));
        }
      }
      case "scalar" -> series.add(new Series(Map.of(), points(List.of(result))));
      default ->
          throw new ScriptApiException(
              "Telemetry.promql: found a result of type %s, expected numbers"
                  .formatted(fields.get("resultType")));
    }
    return series;
  }

  private static List<Object> points(List<?> samples) {
    List<Object> points = new ArrayList<>(samples.size());
    for (Object each : samples) {
      List<?> sample = (List<?>) each;
      List<Object> point = new ArrayList<>(2);
      point.add(Math.round(((Number) sample.get(0)).doubleValue() * 1_000));
      point.add(value(String.valueOf(sample.get(1))));
      points.add(point);
    }
    return points;
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
