package io.stackstate.health.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SettingsNodeName;

/**
 * What the settings node of a view says of its health.
 *
 * @param identifier null when it has none
 * @param enabled whether it has health
 * @param query STQL
 * @param function the id of the function that decides its health
 */
record View(
    long id,
    String identifier,
    String name,
    boolean enabled,
    String query,
    long function,
    JsonNode arguments) {

  static View read(SettingsNodeName node) {
    JsonNode json = json(node.definition());
    JsonNode health = json.path("viewHealthStateConfiguration");
    return new View(
        node.id(),
        node.identifier(),
        node.name(),
        health.path("enabled").asBoolean(false),
        json.path("query").asText(""),
        health.path("function").asLong(),
        health.path("arguments"));
  }

  /** One of which no more is known than that it is gone. */
  static View gone(long id) {
    return new View(id, null, Long.toString(id), false, "", 0, MissingNode.getInstance());
  }

  private static JsonNode json(String definition) {
    try {
      return Json.mapper().readTree(definition == null ? "{}" : definition);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("view: not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
