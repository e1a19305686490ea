package io.stackstate.api.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.forecast.HealthForecast.Forecast;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.metric.MetricPoint;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes a forecast: states for each hour, and the curves of the streams. */
final class ForecastWriter {
  private ForecastWriter() {}

  static void write(JsonGenerator out, ComponentForecast forecast) throws IOException {
    Component component = forecast.component();
    out.writeStartObject();
    out.writeStringField("_type", "HealthForecast");
    out.writeNumberField("componentId", component.id());
    out.writeStringField("componentName", component.name());
    out.writeNumberField("time", forecast.from());
    out.writeArrayFieldStart("hours");
    for (int hour = 1; hour <= HealthForecast.HOURS; hour++) {
      out.writeNumber(forecast.from() + hour * HourlyStates.HOUR);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("checks");
    for (Forecast check : forecast.checks()) {
      write(out, check);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Forecast forecast) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", forecast.checkId());
    out.writeStringField("name", forecast.name());
    if (forecast.error() != null) {
      out.writeStringField("error", forecast.error());
    } else {
      out.writeStringField("function", forecast.function());
    }
    out.writeArrayFieldStart("states");
    for (HealthState state : forecast.states()) {
      out.writeString(state.name());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("streams");
    for (StreamFuture future : forecast.streams()) {
      out.writeStartObject();
      out.writeNumberField("id", future.stream().id());
      out.writeStringField("name", future.stream().name());
      out.writeStringField("metricField", future.stream().metric());
      out.writeStringField("predictor", future.predictor().name().toLowerCase(Locale.ROOT));
      points(out, "history", future.history());
      points(out, "prediction", future.prediction());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void points(JsonGenerator out, String field, List<MetricPoint> points)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (MetricPoint point : points) {
      out.writeStartArray();
      out.writeNumber(point.timeMillis());
      out.writeNumber(point.value());
      out.writeEndArray();
    }
    out.writeEndArray();
  }
}
