package io.stackstate.api.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import io.stackstate.telemetry.metric.TooManyPointsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/telemetry/query}: the series of a metric query, for other processes of the
 * platform and for whoever has metrics to compute with. Callers with a scope are refused: which
 * metrics are theirs, nothing says.
 */
public final class TelemetryQueryResource {
  private final TimeSeriesSource store;

  public TelemetryQueryResource(TimeSeriesSource store) {
    this.store = store;
  }

  public void bind(Routes routes) {
    routes.post(Permission.READ_TELEMETRY_STREAMS, "/api/telemetry/query", this::query);
  }

  private Answer query(Call call) {
    if (call.caller().isScoped()) {
      throw ApiException.of(403, "not permitted: with a scope, metrics are those of elements");
    }
    try {
      List<TimeSeries> series = store.query(MetricQueryRequest.read(call.body()));
      return Answer.stream(out -> write(out, series));
    } catch (MetricsUnavailableException e) {
      throw ApiException.of(503, e.getMessage());
    } catch (TooManyPointsException e) {
      throw ApiException.of(400, e.getMessage());
    }
  }

  private static void write(JsonGenerator out, List<TimeSeries> series) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("series");
    for (TimeSeries each : series) {
      out.writeStartObject();
      out.writeObjectFieldStart("groups");
      for (Map.Entry<String, String> group : each.groups().entrySet()) {
        out.writeStringField(group.getKey(), group.getValue());
      }
      out.writeEndObject();
      out.writeArrayFieldStart("points");
      for (MetricPoint point : each.points()) {
        out.writeStartArray();
        out.writeNumber(point.timeMillis());
        out.writeNumber(point.value());
        out.writeEndArray();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
