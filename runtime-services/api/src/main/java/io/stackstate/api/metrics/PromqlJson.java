package io.stackstate.api.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.promql.Numerals;
import io.stackstate.telemetry.promql.PromqlResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes answers as Prometheus does: {@code {resultType, result}}. */
final class PromqlJson {
  private PromqlJson() {}

  static void write(JsonGenerator out, PromqlResult result) throws IOException {
    out.writeStartObject();
    if (result instanceof PromqlResult.Scalar scalar) {
      out.writeStringField("resultType", "scalar");
      out.writeFieldName("result");
      point(out, scalar.timeMillis(), Numerals.text(scalar.value()));
    } else if (result instanceof PromqlResult.Text text) {
      out.writeStringField("resultType", "string");
      out.writeFieldName("result");
      point(out, text.timeMillis(), text.value());
    } else if (result instanceof PromqlResult.Vector vector) {
      out.writeStringField("resultType", "vector");
      series(out, vector.series(), true);
    } else if (result instanceof PromqlResult.Matrix matrix) {
      out.writeStringField("resultType", "matrix");
      series(out, matrix.series(), false);
    }
    out.writeEndObject();
  }

  private static void series(JsonGenerator out, List<Samples> series, boolean single)
      throws IOException {
    out.writeArrayFieldStart("result");
    for (Samples samples : series) {
      out.writeStartObject();
      out.writeFieldName("metric");
      labels(out, samples.labels());
      if (single) {
        out.writeFieldName("value");
        point(out, samples.times()[0], Numerals.text(samples.values()[0]));
      } else {
        out.writeArrayFieldStart("values");
        for (int i = 0; i < samples.times().length; i++) {
          point(out, samples.times()[i], Numerals.text(samples.values()[i]));
        }
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  static void labels(JsonGenerator out, Map<String, String> labels) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      out.writeStringField(label.getKey(), label.getValue());
    }
    out.writeEndObject();
  }

  /** Seconds with three decimals, and the value as text. */
  private static void point(JsonGenerator out, long millis, String value) throws IOException {
    out.writeStartArray();
    out.writeNumber(BigDecimal.valueOf(millis, 3));
    out.writeString(value);
    out.writeEndArray();
  }
}
