package io.stackstate.api.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How references to monitors and channels are kept: in a settings node an object with {@code _type}
 * and {@code id} would be a node in it. Pure.
 */
final class References {
  private static final List<String> LISTS = List.of("monitors", "notificationChannels");

  private References() {}

  static ObjectNode stored(ObjectNode shown) {
    ObjectNode stored = shown.deepCopy();
    for (String list : LISTS) {
      if (shown.has(list)) {
        ArrayNode references = stored.putArray(list);
        for (JsonNode each : shown.path(list)) {
          references
              .addObject()
              .put("refers", each.path("_type").asText())
              .put("to", each.path("id").asText());
        }
      }
    }
    return stored;
  }

  static ObjectNode shown(JsonNode stored) {
    ObjectNode shown = stored.deepCopy();
    for (String list : LISTS) {
      if (stored.has(list)) {
        ArrayNode references = shown.putArray(list);
        for (JsonNode each : stored.path(list)) {
          references
              .addObject()
              .put("_type", each.path("refers").asText())
              .put("id", each.path("to").asLong());
        }
      }
    }
    return shown;
  }
}
