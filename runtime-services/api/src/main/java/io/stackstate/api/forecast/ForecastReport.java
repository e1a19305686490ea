package io.stackstate.api.forecast;

import io.stackstate.api.forecast.HealthForecast.Forecast;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.metric.MetricPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A forecast as a report in STML: a table of the states of each check hour by hour, and the curve
 * of each of their streams (query sheet, section 6.6).
 */
final class ForecastReport {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Object> data = new LinkedHashMap<>();

  private ForecastReport() {}

  /** The value {@code ShowStmlReport}. */
  static Map<String, Object> of(String component, List<Forecast> forecasts) {
    ForecastReport report = new ForecastReport();
    report.write(component, forecasts);
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("_type", "ShowStmlReport");
    value.put("name", "Health forecast of " + component);
    value.put("stml", report.text.toString());
    value.put("data", report.data);
    return value;
  }

  private void write(String component, List<Forecast> forecasts) {
    text.append("# Health forecast of ").append(plain(component)).append("\n\n");
    List<Forecast> told = forecasts.stream().filter(each -> each.error() == null).toList();
    if (forecasts.isEmpty()) {
      text.append("It has no checks on metrics.\n");
    }
    if (!told.isEmpty()) {
      table(told);
    }
    for (Forecast forecast : forecasts) {
      if (forecast.error() != null) {
        text.append("* ").append(plain(forecast.name())).append(" is not forecast: ");
        text.append(plain(forecast.error())).append('\n');
      }
    }
    told.forEach(this::curves);
  }

  private void table(List<Forecast> told) {
    text.append("States at the end of each of the next 12 hours:\n\n");
    text.append("<heatmap rows={checks} cols={hours} cells={states}></heatmap>\n\n");
    data.put("checks", told.stream().map(Forecast::name).toList());
    data.put(
        "hours",
        IntStream.rangeClosed(1, HealthForecast.HOURS).mapToObj(hour -> "+" + hour + "h").toList());
    data.put(
        "states",
        told.stream().map(each -> each.states().stream().map(Enum::name).toList()).toList());
  }

  private void curves(Forecast forecast) {
    for (StreamFuture future : forecast.streams()) {
      String variable = "stream" + data.size();
      Map<String, Object> curve = new LinkedHashMap<>();
      curve.put("_type", "PredictionResponse");
      curve.put("history", points(future.history()));
      curve.put("prediction", points(future.prediction()));
      data.put(variable, curve);
      text.append("\n## ").append(plain(forecast.name())).append(": ");
      text.append(plain(name(future.stream()))).append("\n\n<auto-widget data={");
      text.append(variable).append("}></auto-widget>\n");
    }
  }

  private static String name(StreamDefinition stream) {
    return stream.name() == null ? stream.metric() : stream.name();
  }

  /** The value before its time, as predictions have it (query sheet, section 6.5). */
  private static Map<String, Object> points(List<MetricPoint> points) {
    List<Object> pairs = new ArrayList<>(points.size());
    points.forEach(point -> pairs.add(List.of(point.value(), point.timeMillis())));
    Map<String, Object> series = new LinkedHashMap<>();
    series.put("_type", "MetricTelemetryData");
    series.put("data", pairs);
    series.put("dataFormat", List.of("value", "timestamp"));
    series.put("isPartial", false);
    return series;
  }

  /** Names are no markup. */
  private static String plain(String name) {
    return name.replaceAll("[<>{}`*_#\\[\\]\\r\\n]", " ").strip();
  }
}
