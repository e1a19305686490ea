package io.stackstate.synchronization.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.synchronization.external.StreamPosition;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The text that Kafka keeps with a committed offset.
 *
 * @param fresh the synchronization was removed: one that comes again starts at the beginning
 */
record OffsetMetadata(Long open, Long parked, Boolean fresh) {
  static final OffsetMetadata FRESH = new OffsetMetadata(null, null, true);

  static OffsetMetadata of(StreamPosition position) {
    return new OffsetMetadata(position.open(), position.parked(), null);
  }

  /** What cannot be read is as if nothing were open. */
  static OffsetMetadata parse(String text) {
    if (text == null || text.isEmpty()) {
      return of(StreamPosition.NONE);
    }
    try {
      return Json.mapper().readValue(text, OffsetMetadata.class);
    } catch (JsonProcessingException e) {
      return of(StreamPosition.NONE);
    }
  }

  StreamPosition position() {
    return new StreamPosition(open, parked);
  }

  boolean isFresh() {
    return Boolean.TRUE.equals(fresh);
  }

  OffsetAndMetadata at(long offset) {
    try {
      return new OffsetAndMetadata(offset, Json.mapper().writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("three numbers have a JSON form", e);
    }
  }
}
