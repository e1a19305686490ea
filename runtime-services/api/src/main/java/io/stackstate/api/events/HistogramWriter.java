package io.stackstate.api.events;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stackstate.telemetry.event.EventBucket;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes an {@code EventsHistogram} as later clients of the REST API read it. */
final class HistogramWriter {
  private HistogramWriter() {}

  static void write(JsonGenerator out, List<EventBucket> buckets) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("buckets");
    for (EventBucket bucket : buckets) {
      out.writeStartObject();
      out.writeNumberField("startTime", bucket.from());
      out.writeNumberField("endTime", bucket.to());
      out.writeNumberField("count", bucket.count());
      out.writeArrayFieldStart("categoryBuckets");
      for (Map.Entry<String, Long> category : bucket.byCategory().entrySet()) {
        out.writeStartObject();
        out.writeStringField("category", category.getKey());
        out.writeNumberField("count", category.getValue());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
