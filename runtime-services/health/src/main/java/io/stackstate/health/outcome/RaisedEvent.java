package io.stackstate.health.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.intake.TopologyEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The events that this service raises, in the form that all share (health sheet, section 8.1). */
public final class RaisedEvent {
  private static final String ALERTS = "Alerts";

  private RaisedEvent() {}

  /**
   * Of the category of alerts.
   *
   * @param type one of {@link EventTypes}
   * @param data becomes JSON
   * @param identifiers of the elements that it is about
   * @param elements their ids
   * @param now epoch milliseconds
   */
  public static TopologyEvent of(
      String type,
      String description,
      Object data,
      List<String> identifiers,
      List<Long> elements,
      long now) {
    return of(ALERTS, type, description, data, identifiers, elements, now);
  }

  /** Likewise, of another category. */
  public static TopologyEvent of(
      String category,
      String type,
      String description,
      Object data,
      List<String> identifiers,
      List<Long> elements,
      long now) {
    String json = json(data);
    return new TopologyEvent(
        id(type, identity(json, elements), now),
        category,
        type.toLowerCase(Locale.ROOT),
        description,
        type,
        List.of(),
        json,
        EventTypes.SOURCE,
        null,
        identifiers,
        List.of(),
        null,
        null,
        null,
        now,
        elements);
  }

  /** Data that do not name the element are the same for many. */
  private static String identity(String data, List<Long> elements) {
    return data + elements;
  }

  private static String id(String type, String data, long now) {
    String identity = type + "\n" + now + "\n" + data;
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String json(Object data) {
    try {
      return Json.mapper().writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what an event tells has a JSON form", e);
    }
  }
}
