package io.stackstate.model.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;

/**
 * What services must know of a settings node: its names, to which templates refer, and of what they
 * execute also all that it says. Published on {@code sts_internal_settings} with key {@code
 * <type>:<id>}, before the synchronizations that use it; a tombstone says that the node is gone.
 *
 * @param identifier null when the node has none
 * @param order of a {@code Layer} or {@code Domain}; null when it has none
 * @param owned nodes inside it that {@code get} finds by a path, for example a function's
 *     parameters
 * @param definition the text of the whole JSON object of the node, references as ids; null but for
 *     {@linkplain #EXECUTED types that services execute}
 */
public record SettingsNodeName(
    long id,
    String identifier,
    String name,
    Double order,
    List<Owned> owned,
    @JsonInclude(JsonInclude.Include.NON_NULL) String definition) {

  /** The types of nodes that are published with their definition. */
  public static final Set<String> EXECUTED =
      Set.of(
          "CheckFunction",
          "ElementTelemetry",
          "EventHandler",
          "EventHandlerFunction",
          "Monitor",
          "MonitorFunction",
          "PropagationFunction",
          "QueryView",
          "ViewHealthStateConfigurationFunction");

  public SettingsNodeName {
    owned = owned == null ? List.of() : List.copyOf(owned);
  }

  /** Of a node that is only referred to. */
  public SettingsNodeName(
      long id, String identifier, String name, Double order, List<Owned> owned) {
    this(id, identifier, name, order, owned, null);
  }

  /** A node without identifier that belongs to another. */
  public record Owned(long id, String type, String name) {}
}
