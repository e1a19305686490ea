package io.stackstate.api.action;

import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;
import java.util.List;
import java.util.Optional;

/**
 * An action as its settings node {@code ComponentActionDefinition} defines it.
 *
 * @param description null when it has none; {@code identifier} likewise
 * @param bindQuery STQL: the components that have it
 * @param script Groovy
 */
record ComponentAction(
    long id, String name, String description, String identifier, String bindQuery, String script) {
  static final String TYPE = FunctionKind.COMPONENT_ACTION.nodeType();

  static ComponentAction of(Node node) {
    String script = Content.script(node.content().path("script"));
    return new ComponentAction(
        node.id(),
        node.name() == null ? node.label() : node.name(),
        node.content().path("description").textValue(),
        node.identifier(),
        node.content().path("bindQuery").asText(""),
        script == null ? "" : script);
  }

  /** What a worker runs; always asynchronous. */
  FunctionDefinition function() {
    return new FunctionDefinition(
        FunctionKind.COMPONENT_ACTION,
        name,
        Optional.ofNullable(identifier),
        List.of(),
        script,
        true);
  }
}
