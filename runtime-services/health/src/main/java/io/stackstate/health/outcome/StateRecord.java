package io.stackstate.health.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import java.nio.charset.StandardCharsets;

/**
 * A record of a topic with one partition, other than the change log and the events.
 *
 * @param value null deletes
 */
@SuppressWarnings("ArrayRecordComponent")
public record StateRecord(String topic, byte[] key, byte[] value) {

  /**
   * A record with a JSON value.
   *
   * @param value null deletes
   */
  public static StateRecord json(String topic, byte[] key, Object value) {
    try {
      return new StateRecord(
          topic, key, value == null ? null : Json.mapper().writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is stored has a JSON form", e);
    }
  }

  /** A record with a JSON value and a key of text. */
  public static StateRecord json(String topic, String key, Object value) {
    return json(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
