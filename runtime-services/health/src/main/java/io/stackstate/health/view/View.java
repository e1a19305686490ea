package io.stackstate.health.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SettingsNodeName;

/**
 * A view with health: what its settings node says.
 *
 * @param identifier null when it has none
 * @param query STQL
 * @param function the id of the function that decides its health
 */
record View(
    long id, String identifier, String name, String query, long function, JsonNode arguments) {

  /** Null when the health of the view is switched off. */
  static View read(SettingsNodeName node) {
    JsonNode json = json(node.definition());
    JsonNode health = json.path("viewHealthStateConfiguration");
    if (!health.path("enabled").asBoolean(false)) {
      return null;
    }
    return new View(
        node.id(),
        node.identifier(),
        node.name(),
        json.path("query").asText(""),
        health.path("function").asLong(),
        health.path("arguments"));
  }

  private static JsonNode json(String definition) {
    try {
      return Json.mapper().readTree(definition == null ? "{}" : definition);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("view: not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
