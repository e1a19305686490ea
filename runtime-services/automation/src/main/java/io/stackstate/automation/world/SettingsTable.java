package io.stackstate.automation.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.automation.handler.Surroundings.Monitor;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SettingsNodeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views and monitors as settings have them. Thread-safe. */
public final class SettingsTable {
  private final Map<Long, String> queries = new HashMap<>();
  private final Map<String, Long> views = new HashMap<>();
  private final Map<Long, Monitor> monitors = new HashMap<>();

  /** Takes a node of another type than event handlers; null when it is gone. */
  public synchronized void apply(String type, long id, SettingsNodeName node) {
    if (type.equals("QueryView")) {
      queries.remove(id);
      views.values().removeIf(known -> known == id);
      if (node != null) {
        queries.put(id, definition(node).path("query").asText(""));
        views.put(Long.toString(id), id);
        if (node.identifier() != null) {
          views.put(node.identifier(), id);
        }
      }
    } else if (type.equals("Monitor")) {
      monitors.remove(id);
      if (node != null) {
        monitors.put(id, new Monitor(id, node.identifier(), node.name(), tags(definition(node))));
      }
    }
  }

  private static JsonNode definition(SettingsNodeName node) {
    try {
      return node.definition() == null
          ? MissingNode.getInstance()
          : Json.mapper().readTree(node.definition());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static List<String> tags(JsonNode definition) {
    List<String> tags = new ArrayList<>();
    definition.path("tags").forEach(tag -> tags.add(tag.asText()));
    return tags;
  }

  /** The query of a view, by its identifier or id. */
  public synchronized Optional<String> viewQuery(String view) {
    return Optional.ofNullable(views.get(view)).map(queries::get);
  }

  public synchronized Optional<Monitor> monitor(long id) {
    return Optional.ofNullable(monitors.get(id));
  }
}
