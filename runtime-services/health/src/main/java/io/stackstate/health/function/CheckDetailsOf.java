package io.stackstate.health.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.functions.FunctionResult;
import io.stackstate.model.Json;
import io.stackstate.model.health.CheckDetails;
import io.stackstate.model.health.CheckDetails.CausingEvent;
import java.util.List;
import java.util.Map;

/** What a check function said besides a state and a message; bounded, for each check keeps it. */
final class CheckDetailsOf {
  private static final int MAX_EVENTS = 10;
  private static final int MAX_DATA = 8_192;

  private CheckDetailsOf() {}

  /**
   * Null when it said nothing.
   *
   * @throws IllegalArgumentException when its data are too large
   */
  static CheckDetails result(FunctionResult.Check result) {
    // A message that is the only one is shown as the short one, too.
    String detailed = result.detailedMessage().orElse(null);
    List<CausingEvent> events =
        result.causingEvents().stream().limit(MAX_EVENTS).map(CheckDetailsOf::event).toList();
    String data = result.data().isEmpty() ? null : json(result.data());
    String runState = result.runState().map(Enum::name).orElse(null);
    return detailed == null && events.isEmpty() && data == null && runState == null
        ? null
        : new CheckDetails(detailed, events, data, runState);
  }

  private static CausingEvent event(Map<String, Object> event) {
    return new CausingEvent(
        text(event, "title"),
        text(event, "eventId"),
        event.get("eventTimestamp") instanceof Number time ? time.longValue() : 0,
        text(event, "eventType"));
  }

  private static String text(Map<String, Object> event, String field) {
    Object value = event.get(field);
    return value == null ? null : value.toString();
  }

  private static String json(Map<String, Object> data) {
    String text;
    try {
      text = Json.mapper().writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("data: " + e.getOriginalMessage(), e);
    }
    if (text.length() > MAX_DATA) {
      throw new IllegalArgumentException(
          "data: found %d characters of JSON, expected at most %d"
              .formatted(text.length(), MAX_DATA));
    }
    return text;
  }
}
