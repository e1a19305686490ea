package io.stackstate.health.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.StateEvent;
import io.stackstate.model.intake.TopologyEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An event or service check. Its fields are found by the names that they have on Kafka and by those
 * that senders give them (intake sheet, sections 6.4, 6.6 and 13.2); a name that is no field is
 * that of a tag. No event is later than the platform received it: a clock that is ahead must not
 * outdo all events to come.
 */
public final class CheckEvent implements Fields {
  private static final List<String> STATUS = List.of("OK", "WARNING", "CRITICAL", "UNKNOWN");

  private final long time;
  private final Map<String, String> fields;
  private final Map<String, String> tags;

  private CheckEvent(long time, Map<String, String> fields, Map<String, String> tags) {
    this.time = time;
    this.fields = fields;
    this.tags = tags;
  }

  /** An event without a context; agents send service checks so, too. */
  public static CheckEvent of(GenericEvent event, long latest) {
    Map<String, String> fields = new HashMap<>();
    put(fields, event.name(), "name");
    put(fields, event.title(), "title", "msg_title");
    put(fields, event.eventType(), "eventType", "event_type", "type");
    put(fields, event.message(), "message", "msg_text");
    put(fields, event.host(), "host");
    put(fields, event.priority(), "priority");
    put(fields, event.alertType(), "alertType", "alert_type");
    put(fields, event.aggregationKey(), "aggregationKey", "aggregation_key");
    return new CheckEvent(Math.min(event.timestamp(), latest), fields, tags(event.tags()));
  }

  /** An event with a context; the top level of its data counts as fields, too. */
  public static CheckEvent of(TopologyEvent event, long latest) {
    Map<String, String> fields = new HashMap<>();
    data(event.data(), fields);
    put(fields, event.category(), "category");
    put(fields, event.name(), "name", "title", "msg_title");
    put(fields, event.description(), "description", "message", "msg_text");
    put(fields, event.type(), "type", "eventType", "event_type");
    put(fields, event.source(), "source");
    put(fields, event.sourceIdentifier(), "sourceIdentifier", "source_identifier");
    put(fields, event.host(), "host");
    put(fields, event.sourceTypeName(), "sourceTypeName", "source_type_name");
    put(fields, event.alertType(), "alertType", "alert_type");
    Map<String, String> tags = new HashMap<>();
    if (event.tags() != null) {
      for (String tag : event.tags()) {
        int colon = tag.indexOf(':');
        tags.put(colon < 0 ? tag : tag.substring(0, colon), tag.substring(colon + 1));
      }
    }
    return new CheckEvent(Math.min(event.timestamp(), latest), fields, tags);
  }

  /** The result of a service check. */
  public static CheckEvent of(StateEvent event, long latest) {
    Map<String, String> fields = new HashMap<>();
    put(fields, event.name(), "name", "check");
    put(fields, event.host(), "host", "host_name");
    put(fields, event.message(), "message");
    if (event.status() >= 0 && event.status() < STATUS.size()) {
      put(fields, STATUS.get(event.status()), "status");
    }
    return new CheckEvent(Math.min(event.timestamp(), latest), fields, tags(event.tags()));
  }

  /** Epoch milliseconds. */
  long time() {
    return time;
  }

  /** All fields, as functions see them; tags are a map of their own. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new HashMap<>(fields);
    map.put("tags", tags);
    return map;
  }

  @Override
  public String get(String key) {
    if (key.startsWith(TAGS)) {
      return tags.get(key.substring(TAGS.length()));
    }
    String value = fields.get(key);
    return value == null ? tags.get(key) : value;
  }

  /** The value of a tag; null when there is none. */
  String tag(String name) {
    return tags.get(name.startsWith(TAGS) ? name.substring(TAGS.length()) : name);
  }

  private static void put(Map<String, String> fields, String value, String... names) {
    if (value != null) {
      for (String name : names) {
        fields.put(name, value);
      }
    }
  }

  private static Map<String, String> tags(Map<String, String> tags) {
    return tags == null ? Map.of() : tags;
  }

  private static void data(String json, Map<String, String> fields) {
    if (json == null) {
      return;
    }
    try {
      for (Map.Entry<String, JsonNode> entry : Json.mapper().readTree(json).properties()) {
        if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
          fields.put(entry.getKey(), entry.getValue().asText());
        }
      }
    } catch (JsonProcessingException e) {
      // The receiver lets only objects through; what is none has no fields.
      fields.clear();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CheckEvent event
        && event.time == time
        && event.fields.equals(fields)
        && event.tags.equals(tags);
  }

  @Override
  public int hashCode() {
    return Objects.hash(time, fields, tags);
  }
}
