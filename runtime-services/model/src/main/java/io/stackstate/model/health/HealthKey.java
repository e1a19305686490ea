package io.stackstate.model.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The key of a record of {@code sts_internal_health_states}: a JSON array of what is meant and its
 * parts, because the parts may hold any character. The value is the JSON of a {@link StreamState},
 * {@link SubStreamState} or {@link CheckState} by the kind of key; none deletes.
 *
 * @param subStreamId null for a stream
 * @param checkStateId null for a stream or sub stream
 */
public record HealthKey(String urn, String subStreamId, String checkStateId) {

  public static HealthKey stream(String urn) {
    return new HealthKey(urn, null, null);
  }

  public static HealthKey subStream(String urn, String subStreamId) {
    return new HealthKey(urn, subStreamId, null);
  }

  /**
   * @throws IllegalArgumentException when it is not what {@link #toBytes} writes
   */
  public static HealthKey parse(byte[] key) {
    try {
      String[] parts = Json.mapper().readValue(key, String[].class);
      if (parts.length >= 1 && parts.length <= 3) {
        return new HealthKey(
            parts[0], parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts[2] : null);
      }
    } catch (IOException e) {
      throw unexpected(key, e);
    }
    throw unexpected(key, null);
  }

  public byte[] toBytes() {
    List<String> parts =
        subStreamId == null
            ? List.of(urn)
            : checkStateId == null
                ? List.of(urn, subStreamId)
                : List.of(urn, subStreamId, checkStateId);
    try {
      return Json.mapper().writeValueAsBytes(parts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts have a JSON form", e);
    }
  }

  private static IllegalArgumentException unexpected(byte[] key, Exception cause) {
    return new IllegalArgumentException(
        "key: found "
            + new String(key, StandardCharsets.UTF_8)
            + ", expected an array of one to three texts",
        cause);
  }
}
