package io.stackstate.automation.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionDefinitionReader;
import io.stackstate.functions.InvalidFunctionException;
import io.stackstate.functions.api.ViewSource;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SettingsNodeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Functions of event handlers, and views, as settings have them. Thread-safe. */
public final class FunctionTable implements ViewSource {
  /** The type of settings nodes that are functions. */
  public static final String TYPE = "EventHandlerFunction";

  private static final String VIEW = "QueryView";

  private final Map<Long, Known> functions = new HashMap<>();
  private final Map<Long, SavedView> views = new TreeMap<>();

  /**
   * A function.
   *
   * @param definition empty when it cannot be executed
   * @param problem why not, or null
   * @param parameters their names by the ids of their nodes
   */
  record Known(
      String identifier,
      Optional<FunctionDefinition> definition,
      String problem,
      Map<String, String> parameters) {}

  /** Takes a node of any type; null when it is gone. */
  public synchronized void apply(String type, long id, SettingsNodeName node) {
    if (type.equals(TYPE)) {
      functions.remove(id);
      if (node != null) {
        functions.put(id, function(node, definition(node)));
      }
    } else if (type.equals(VIEW)) {
      views.remove(id);
      if (node != null) {
        JsonNode content = definition(node);
        views.put(
            id,
            new SavedView(
                id,
                node.identifier(),
                node.name(),
                content.path("description").textValue(),
                content.path("query").asText("")));
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

  private static Known function(SettingsNodeName node, JsonNode content) {
    Map<String, String> parameters = new HashMap<>();
    content
        .path("parameters")
        .forEach(each -> parameters.put(each.path("id").asText(), each.path("name").asText()));
    try {
      return new Known(
          node.identifier(), Optional.of(FunctionDefinitionReader.read(content)), null, parameters);
    } catch (InvalidFunctionException e) {
      return new Known(node.identifier(), Optional.empty(), e.getMessage(), parameters);
    }
  }

  /** By identifier or id. */
  synchronized Optional<Known> function(String reference) {
    if (reference.matches("\\d{1,18}")) {
      return Optional.ofNullable(functions.get(Long.parseLong(reference)));
    }
    return functions.values().stream()
        .filter(known -> reference.equals(known.identifier()))
        .findFirst();
  }

  /** By identifier or id. */
  synchronized Optional<SavedView> view(String reference) {
    return views.values().stream()
        .filter(
            view ->
                reference.equals(view.identifier()) || reference.equals(Long.toString(view.id())))
        .findFirst();
  }

  @Override
  public synchronized List<SavedView> all() {
    return List.copyOf(views.values());
  }
}
