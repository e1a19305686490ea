package io.stackstate.receiver.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A topology instance as it is written to Kafka.
 *
 * @param json {@code {"type":...,"url":...}}, the record header that keeps what the topic name
 *     loses
 * @param key of the snapshot markers
 */
record Instance(String topic, byte[] json, byte[] key) {

  static Instance of(String type, String url) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("type", type);
    parts.put("url", url);
    try {
      return new Instance(
          Topics.topology(type, url),
          Json.mapper().writeValueAsBytes(parts),
          (type + " " + url).getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts must have a JSON form", e);
    }
  }
}
