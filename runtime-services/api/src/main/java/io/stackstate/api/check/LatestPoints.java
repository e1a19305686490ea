package io.stackstate.api.check;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TimeSeriesSource;
import io.stackstate.telemetry.metric.TooManyPointsException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the newest point of each of some streams. A stream that has none for a reason says it, and
 * the others are not harmed. For one request.
 */
final class LatestPoints {
  private static final Logger LOG = LoggerFactory.getLogger(LatestPoints.class);
  private static final long WINDOW_MILLIS = Duration.ofMinutes(15).toMillis();

  private final TimeSeriesSource store;
  private final long timeMillis;
  private String away;

  /**
   * @param timeMillis points are not later, and at most 15 minutes earlier
   */
  LatestPoints(TimeSeriesSource store, long timeMillis) {
    this.store = store;
    this.timeMillis = timeMillis;
  }

  /**
   * What was found of one stream.
   *
   * @param error why there is no point; null when there is none because none came
   */
  record Snapshot(long streamId, Optional<MetricPoint> point, String error) {
    void write(JsonGenerator out) throws IOException {
      out.writeStartObject();
      out.writeStringField("_type", "LatestTelemetryStreamMetrics");
      out.writeNumberField("streamId", streamId);
      if (point.isPresent()) {
        out.writeObjectFieldStart("metric");
        out.writeNumberField("timestamp", point.get().timeMillis());
        out.writeNumberField("value", point.get().value());
        out.writeEndObject();
      }
      if (error != null) {
        out.writeStringField("error", error);
      }
      out.writeEndObject();
    }
  }

  /**
   * Those of an element.
   *
   * @param wanted ids of streams; the first ones by priority when it is empty
   */
  List<Snapshot> of(MetricStreams streams, Optional<List<Long>> wanted) {
    List<Long> ids =
        wanted.orElseGet(() -> streams.top().stream().map(StreamDefinition::id).toList());
    List<Snapshot> found = new ArrayList<>();
    for (long id : ids) {
      found.add(snapshot(streams, id));
    }
    return found;
  }

  private Snapshot snapshot(MetricStreams streams, long id) {
    if (away != null) {
      return new Snapshot(id, Optional.empty(), away);
    }
    try {
      StreamDefinition stream = streams.get(id);
      List<MetricPoint> points =
          store
              .query(MetricStreams.newest(stream, timeMillis - WINDOW_MILLIS, timeMillis + 1))
              .get(0)
              .points();
      return new Snapshot(id, points.stream().findFirst(), null);
    } catch (MetricsUnavailableException e) {
      // The others would wait for the same answer.
      away = "metrics cannot be read: " + e.getMessage();
      return new Snapshot(id, Optional.empty(), away);
    } catch (BrokenStreamException | TooManyPointsException e) {
      return new Snapshot(id, Optional.empty(), e.getMessage());
    } catch (IllegalStateException e) {
      LOG.warn("stream {} cannot be read", id, e);
      return new Snapshot(id, Optional.empty(), "the stream cannot be read; the log says why");
    }
  }
}
