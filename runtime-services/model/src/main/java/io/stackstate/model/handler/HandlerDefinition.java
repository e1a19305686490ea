package io.stackstate.model.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.event.EventTypes;
import java.util.List;
import java.util.Map;

/**
 * The settings node {@code EventHandler} in its two forms: ours, with the whole definition as
 * {@code spec}, and that of 5.1 with {@code view}, {@code function} and {@code arguments} (health
 * sheet, sections 9 and 13.2), which is the same object with a {@code script} output.
 */
public final class HandlerDefinition {
  /** The type of the settings node. */
  public static final String NODE_TYPE = "EventHandler";

  private static final Map<String, String> FILTERS =
      Map.of(
          "VIEW_HEALTH_STATE_CHANGES", "viewHealth",
          "HEALTH_STATE_CHANGES", "elementHealth",
          "PROPAGATED_HEALTH_STATE_CHANGES", "propagatedHealth",
          "PROBLEM_EVENT", "problem");

  private static final String STATES = "STATE_CHANGES";

  /** Filters for events of several types; those that begin with {@link #STATES} mean health too. */
  private static final Map<String, List<String>> EVENTS =
      Map.of(
          STATES,
          List.of(EventTypes.RUN_STATE_CHANGED),
          "LIFE_CYCLE_EVENTS",
          List.of(
              EventTypes.ELEMENT_CREATED, EventTypes.ELEMENT_UPDATED, EventTypes.ELEMENT_DELETED),
          STATES + "_OR_CREATED_DELETED",
          List.of(
              EventTypes.RUN_STATE_CHANGED, EventTypes.ELEMENT_CREATED, EventTypes.ELEMENT_DELETED),
          STATES + "_OR_CREATED_UPDATED_DELETED",
          List.of(
              EventTypes.RUN_STATE_CHANGED,
              EventTypes.ELEMENT_CREATED,
              EventTypes.ELEMENT_UPDATED,
              EventTypes.ELEMENT_DELETED));

  private HandlerDefinition() {}

  /** The {@code spec} of a settings node, made from the older form when it is one. */
  public static JsonNode spec(JsonNode node) {
    return node.hasNonNull("spec") ? node.get("spec") : older(node);
  }

  private static JsonNode older(JsonNode node) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("existing", "Ignore");
    ArrayNode triggers = spec.putArray("triggers");
    for (JsonNode argument : node.path("arguments")) {
      if (argument.path("_type").asText().endsWith("ArgumentStsEventStreamVal")) {
        trigger(argument.path("filter"), node, triggers);
      }
    }
    if (triggers.isEmpty()) {
      health(triggers);
    }
    if (node.hasNonNull("view")) {
      spec.putObject("scope").set("view", node.get("view"));
    }
    grouping(spec, triggers);
    ObjectNode output = spec.putArray("outputs").addObject();
    ObjectNode script = output.put("name", "function").putObject("script");
    script.set("function", node.path("function"));
    if (node.path("arguments").isArray()) {
      script.set("arguments", node.get("arguments"));
    }
    return spec;
  }

  /** A handler of 5.1 runs at once, for each element or problem by itself, and repeats nothing. */
  private static void grouping(ObjectNode spec, ArrayNode triggers) {
    boolean problems = triggers.get(0).has("problem");
    ObjectNode grouping = spec.putObject("grouping");
    grouping.putArray("by").add(problems ? "problem" : "element");
    grouping.put("wait", "0s").put("interval", "0s").put("repeat", "0s");
  }

  /** Functions are written for changes of the state. */
  private static void health(ArrayNode triggers) {
    triggers.addObject().putObject("elementHealth").put("checks", false);
  }

  private static void trigger(JsonNode filter, JsonNode node, ArrayNode triggers) {
    String name = filter.isTextual() ? filter.textValue() : filter.path("_type").asText();
    String kind = FILTERS.get(name);
    if (EVENTS.containsKey(name)) {
      if (name.startsWith(STATES)) {
        health(triggers);
      }
      ArrayNode types = triggers.addObject().putObject("event").putArray("types");
      EVENTS.get(name).forEach(types::add);
      return;
    }
    if ("elementHealth".equals(kind)) {
      health(triggers);
      return;
    }
    if (kind == null) {
      ArrayNode categories = triggers.addObject().putObject("event").putArray("categories");
      categories.add(name.equals("ANOMALY_EVENT") ? "Anomalies" : "Changes");
      return;
    }
    ObjectNode trigger = triggers.addObject().putObject(kind);
    if (kind.equals("viewHealth") && node.hasNonNull("view")) {
      trigger.set("view", node.get("view"));
    }
  }
}
