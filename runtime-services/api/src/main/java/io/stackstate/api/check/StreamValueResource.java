package io.stackstate.api.check;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.check.CheckedElements.Finder;
import io.stackstate.api.check.CheckedElements.Found;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.ElementErrors;
import io.stackstate.model.ElementId;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.telemetry.metric.Buckets;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import io.stackstate.telemetry.metric.TooManyPointsException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The values of the streams of one element (REST sheet, section 6.12; telemetry sheet, sections 4.5
 * and 5): {@code GET /api/components/{id}/streams/latest}, the newest point of each in the 15
 * minutes before {@code queryTime}, and {@code GET
 * /api/components/{id}/streams/{streamId}/metrics}, the points of a chart; the same below {@code
 * /api/relations}.
 */
public final class StreamValueResource {
  private static final Duration DEFAULT_INTERVAL = Duration.ofHours(1);

  private final CheckedElements elements;
  private final TimeSeriesSource store;
  private final InstantSource clock;

  public StreamValueResource(
      CheckedElements elements, TimeSeriesSource store, InstantSource clock) {
    this.elements = elements;
    this.store = store;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    bind(routes, "/api/components/{id}/streams", elements::component);
    bind(routes, "/api/relations/{id}/streams", elements::relation);
  }

  private void bind(Routes routes, String path, Finder finder) {
    Permission permission = Permission.READ_TELEMETRY_STREAMS;
    routes.get(permission, path + "/latest", call -> latest(call, finder.find(call)));
    routes.get(permission, path + "/{streamId}/metrics", call -> metrics(call, finder.find(call)));
  }

  private Answer latest(Call call, Found element) {
    List<LatestPoints.Snapshot> found =
        new LatestPoints(store, elements.past(call).orElse(clock.millis()))
            .of(MetricStreams.of(element), StreamIds.read(call));
    return Answer.ok(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("streamSnapshots");
          for (LatestPoints.Snapshot snapshot : found) {
            snapshot.write(out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private Answer metrics(Call call, Found element) {
    long to = call.longParam("to", 0, Long.MAX_VALUE).orElse(clock.millis());
    long from = call.longParam("from", 0, Long.MAX_VALUE).orElse(to - DEFAULT_INTERVAL.toMillis());
    if (from >= to) {
      throw ApiException.badField("from", Long.toString(from), "less than to, which is " + to);
    }
    int most =
        (int) call.longParam("maxPoints", 1, MetricQuery.MAX_POINTS).orElse(Buckets.CHART_POINTS);
    StreamDefinition stream = stream(call, element);
    try {
      Aggregation aggregation =
          new Aggregation(
              MetricStreams.aggregation(stream), Buckets.sizeFor(from, to, most).toMillis());
      MetricQuery query =
          MetricQuery.points(stream.conditions(), stream.metric(), from, to)
              .aggregated(aggregation, List.of());
      List<MetricPoint> points = store.query(query).get(0).points();
      return Answer.ok(out -> write(out, stream, aggregation, points));
    } catch (MetricsUnavailableException e) {
      throw ApiException.of(503, "metrics cannot be read: " + e.getMessage());
    } catch (BrokenStreamException | TooManyPointsException e) {
      throw ApiException.of(400, e.getMessage());
    }
  }

  private static StreamDefinition stream(Call call, Found element) {
    String id = call.path("streamId");
    long number = ElementId.parse(id).orElseThrow(() -> ElementErrors.notFound("Stream", id));
    try {
      return MetricStreams.of(element).get(number);
    } catch (BrokenStreamException e) {
      throw ElementErrors.notFound("Stream", id);
    }
  }

  private static void write(
      JsonGenerator out, StreamDefinition stream, Aggregation by, List<MetricPoint> points)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("streamId", stream.id());
    out.writeStringField("name", MetricStreams.name(stream));
    out.writeStringField("metricField", stream.metric());
    out.writeStringField("aggregation", by.method().name());
    out.writeNumberField("bucketSizeMillis", by.bucketMillis());
    out.writeArrayFieldStart("points");
    for (MetricPoint point : points) {
      out.writeStartObject();
      out.writeNumberField("timestamp", point.timeMillis());
      out.writeNumberField("value", point.value());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
