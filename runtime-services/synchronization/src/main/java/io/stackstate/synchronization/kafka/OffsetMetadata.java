package io.stackstate.synchronization.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.synchronization.external.StreamPosition;
import io.stackstate.synchronization.mapping.PipelineVersion;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The text that Kafka keeps with a committed offset. What has its usual value is not written.
 *
 * @param fresh the synchronization was removed: one that comes again starts at the beginning
 * @param sync whose offset it is; null when an older program committed it
 */
record OffsetMetadata(
    Long open,
    Long parked,
    Boolean fresh,
    String extraction,
    String evaluation,
    Long reset,
    Long sync) {
  static final OffsetMetadata FRESH = fresh(null);

  /** Of a synchronization that was removed. */
  static OffsetMetadata fresh(Long sync) {
    return new OffsetMetadata(null, null, true, null, null, null, sync);
  }

  static OffsetMetadata of(StreamPosition position, Long sync) {
    return new OffsetMetadata(
        position.open(),
        position.parked(),
        null,
        absentIfEmpty(position.evaluated().extraction()),
        absentIfEmpty(position.evaluated().evaluation()),
        position.resetAt() == 0 ? null : position.resetAt(),
        sync);
  }

  /** What cannot be read is as if nothing were open. */
  static OffsetMetadata parse(String text) {
    if (text == null || text.isEmpty()) {
      return of(StreamPosition.NONE, null);
    }
    try {
      return Json.mapper().readValue(text, OffsetMetadata.class);
    } catch (JsonProcessingException e) {
      return of(StreamPosition.NONE, null);
    }
  }

  StreamPosition position() {
    return new StreamPosition(
        open,
        parked,
        new PipelineVersion(
            extraction == null ? "" : extraction, evaluation == null ? "" : evaluation),
        reset == null ? 0 : reset);
  }

  boolean isFresh() {
    return Boolean.TRUE.equals(fresh);
  }

  OffsetAndMetadata at(long offset) {
    try {
      return new OffsetAndMetadata(offset, Json.mapper().writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts have a JSON form", e);
    }
  }

  private static String absentIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
