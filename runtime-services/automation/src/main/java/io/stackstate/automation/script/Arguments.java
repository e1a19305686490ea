package io.stackstate.automation.script;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.http.ReadSecrets;
import io.stackstate.functions.api.ViewSource.SavedView;
import io.stackstate.model.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a function is given: {@code event}, {@code view} and {@code scope}, which are the same,
 * {@code notification} and {@code reference}, and the values that the handler sets.
 */
final class Arguments {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final String EVENTS = "ArgumentStsEventStreamVal";

  private Arguments() {}

  /**
   * @param reference what the function returned for the message before
   * @param parameters names by ids, for arguments as 5.1 has them
   */
  static Map<String, Object> of(
      ScriptSpec spec,
      Notification notification,
      Optional<String> reference,
      Map<String, Object> event,
      Optional<SavedView> view,
      Map<String, String> parameters,
      ReadSecrets secrets) {
    Map<String, Object> all = new HashMap<>(spec.parameters());
    spec.secrets().forEach((name, ref) -> all.put(name, secrets.read(ref)));
    for (JsonNode argument : spec.arguments()) {
      String parameter = argument.path("parameter").asText();
      String name = parameters.getOrDefault(parameter, parameter);
      boolean ofEvents = argument.path("_type").asText().endsWith(EVENTS);
      all.put(name, ofEvents ? event : plain(argument));
    }
    Map<String, Object> shown = view.map(Arguments::view).orElse(null);
    all.put("event", event);
    all.put("view", shown);
    all.put("scope", shown);
    all.put("notification", Json.mapper().convertValue(notification, MAP));
    all.put("reference", reference.orElse(null));
    return all;
  }

  /** The one field of an argument that is its value, whatever its name. */
  private static Object plain(JsonNode argument) {
    for (String field : new String[] {"value", "script", "queryView", "componentType", "stream"}) {
      if (argument.has(field)) {
        return Json.mapper().convertValue(argument.get(field), Object.class);
      }
    }
    return null;
  }

  private static Map<String, Object> view(SavedView view) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("_type", "QueryView");
    fields.put("id", view.id());
    fields.put("identifier", view.identifier());
    fields.put("name", view.name());
    fields.put("description", view.description());
    fields.put("query", view.query());
    return fields;
  }
}
