package io.stackstate.stackpacks.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.handler.HandlerDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which event handlers run which functions, and whether they may (health sheet, section 9.1); pure.
 */
public final class HandlerFunctions {
  /** The type of the nodes that are functions. */
  public static final String FUNCTION = "EventHandlerFunction";

  private HandlerFunctions() {}

  /** The functions that a handler refers to, by ids and identifiers. */
  public static List<String> references(JsonNode handler) {
    List<String> references = new ArrayList<>();
    for (JsonNode output : HandlerDefinition.spec(handler).path("outputs")) {
      JsonNode function = output.path("script").path("function");
      if (function.isTextual() || function.isIntegralNumber()) {
        references.add(function.asText());
      }
    }
    return references;
  }

  /** The functions that a handler brings itself. */
  public static List<String> bodies(JsonNode handler) {
    List<String> bodies = new ArrayList<>();
    for (JsonNode output : handler.path("spec").path("outputs")) {
      JsonNode body = output.path("script").path("body");
      if (body.isTextual()) {
        bodies.add(body.textValue());
      }
    }
    return bodies;
  }

  /** The handlers that run one of these functions. */
  public static List<Node> users(SettingsNodes nodes, Predicate<Node> functions) {
    return nodes.byType(HandlerDefinition.NODE_TYPE).stream()
        .filter(
            handler ->
                references(handler.content()).stream()
                    .map(reference -> find(nodes, reference))
                    .flatMap(Optional::stream)
                    .anyMatch(functions))
        .toList();
  }

  /** By id or identifier. */
  public static Optional<Node> find(SettingsNodes nodes, String reference) {
    return nodes.named(reference).filter(node -> node.type().equals(FUNCTION));
  }

  /**
   * What is wrong with the functions of a handler; empty when nothing is.
   *
   * @param functions finds what they say, by id or identifier
   */
  public static List<String> problems(
      JsonNode handler, Function<String, Optional<? extends JsonNode>> functions) {
    List<String> problems = new ArrayList<>();
    for (String reference : references(handler)) {
      Optional<? extends JsonNode> function = functions.apply(reference);
      if (function.isEmpty()) {
        problems.add("found %s, expected a node of type %s".formatted(reference, FUNCTION));
        continue;
      }
      Set<String> supported = supported(function.get());
      for (String kind : triggers(handler)) {
        if (!supported.contains(kind)) {
          problems.add(
              "%s supports %s, not %s"
                  .formatted(
                      function.get().path("name").asText(reference),
                      supported.isEmpty() ? "no events" : String.join(", ", supported),
                      kind));
        }
      }
    }
    return problems;
  }

  /** The kinds of triggers of a handler, as {@code spec.triggers} names them. */
  static Set<String> triggers(JsonNode handler) {
    Set<String> kinds = new LinkedHashSet<>();
    for (JsonNode trigger : HandlerDefinition.spec(handler).path("triggers")) {
      trigger.fieldNames().forEachRemaining(kinds::add);
    }
    return kinds;
  }

  /** The kinds of triggers that a function is for. */
  public static Set<String> supported(JsonNode function) {
    Set<String> kinds = new LinkedHashSet<>();
    function.path("supportedEventTypes").forEach(type -> kinds.addAll(kinds(type.asText())));
    return kinds;
  }

  /**
   * Likewise; changes of states are those of the health, and of the run state, which is an event.
   */
  private static Set<String> kinds(String type) {
    return type.startsWith("STATE_CHANGES") ? Set.of("elementHealth", "event") : Set.of(kind(type));
  }

  /**
   * The kind of trigger that a type of events stands for, in any of its spellings: that of a filter
   * ({@code VIEW_HEALTH_STATE_CHANGES}), of a class ({@code ViewHealthStateChangedEvent}) or of a
   * trigger ({@code viewHealth}).
   */
  public static String kind(String type) {
    String plain = type.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    if (plain.contains("problem")) {
      return "problem";
    }
    if (plain.startsWith("propagated")) {
      return "propagatedHealth";
    }
    if (plain.startsWith("view")) {
      return "viewHealth";
    }
    boolean health =
        plain.startsWith("health")
            || plain.equals("elementhealth")
            || plain.equals("statechanges")
            || plain.startsWith("statechange") && !plain.contains("or");
    return health ? "elementHealth" : "event";
  }
}
