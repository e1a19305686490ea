package io.stackstate.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Errors whose body is a {@code _type} and what was asked for, without a message (REST sheet,
 * section 5), in words.
 */
final class TypedError {
  private record Words(String field, String text) {}

  private static final Map<String, Words> KNOWN =
      Map.of(
          "HealthStreamNotFound",
          new Words("urn", "there is no health stream %s; see: stackstate health list"),
          "HealthSubStreamNotFound",
          new Words("subStreamId", "the health stream has no sub stream %s"),
          "InvalidMonitorIdentifierError",
          new Words("monitorIdOrUrn", noMonitor()),
          "MonitorNotFoundError",
          new Words("monitorId", noMonitor()),
          "EventNotFoundError",
          new Words("eventId", "there is no event %s in that time; see: stackstate event list"));

  private TypedError() {}

  /**
   * @return empty when the body is no error of a known type
   */
  static Optional<String> message(JsonNode body) {
    return Optional.ofNullable(KNOWN.get(body.path("_type").asText()))
        .filter(words -> body.hasNonNull(words.field()))
        .map(words -> words.text().formatted(body.path(words.field()).asText()));
  }

  private static String noMonitor() {
    return "there is no monitor with the id or identifier %s; see: stackstate monitor list";
  }
}
