package io.stackstate.automation.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.automation.handler.Surroundings.Monitor;
import io.stackstate.automation.handler.Surroundings.ViewState;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.ViewHealth;
import io.stackstate.model.settings.SettingsNodeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Views and monitors as settings have them, and the health of views. Thread-safe. */
public final class SettingsTable {
  private final Map<Long, View> views = new HashMap<>();
  private final Map<String, Long> references = new HashMap<>();
  private final Map<Long, HealthState> healths = new TreeMap<>();
  private final Map<Long, Monitor> monitors = new HashMap<>();

  private record View(String name, String query) {}

  /** Takes a node of another type than event handlers; null when it is gone. */
  public synchronized void apply(String type, long id, SettingsNodeName node) {
    if (type.equals("QueryView")) {
      views.remove(id);
      references.values().removeIf(known -> known == id);
      if (node != null) {
        views.put(id, new View(node.name(), definition(node).path("query").asText("")));
        references.put(Long.toString(id), id);
        if (node.identifier() != null) {
          references.put(node.identifier(), id);
        }
      }
    } else if (type.equals("Monitor")) {
      monitors.remove(id);
      if (node != null) {
        monitors.put(id, new Monitor(id, node.identifier(), node.name(), tags(definition(node))));
      }
    }
  }

  /** The health of a view; null when it has none any more. */
  public synchronized void apply(long view, ViewHealth health) {
    if (health == null) {
      healths.remove(view);
    } else {
      healths.put(view, health.state());
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

  /** The id of a view, by its identifier or id. */
  public synchronized Optional<Long> view(String reference) {
    return Optional.ofNullable(references.get(reference));
  }

  /** The query of a view, by its identifier or id. */
  public synchronized Optional<String> viewQuery(String view) {
    return view(view).map(views::get).map(View::query);
  }

  /** Whether a view has a health, whatever it is. */
  public synchronized boolean hasHealth(long view) {
    return healths.containsKey(view);
  }

  /** The views whose health is DEVIATING or worse, in the order of their ids. */
  public synchronized List<ViewState> unhealthyViews() {
    List<ViewState> unhealthy = new ArrayList<>();
    healths.forEach(
        (id, state) -> {
          if (state.compareTo(HealthState.DEVIATING) >= 0 && views.containsKey(id)) {
            unhealthy.add(new ViewState(id, views.get(id).name(), state));
          }
        });
    return unhealthy;
  }

  public synchronized Optional<Monitor> monitor(long id) {
    return Optional.ofNullable(monitors.get(id));
  }
}
