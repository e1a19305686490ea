package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.OptionalLong;

/** Look-ups of templates in the settings, and the nodes that templates create. */
final class StoredNodes {
  private static final int FIRST_ORDER = 10_000;

  private final SettingsNodes nodes;

  StoredNodes(SettingsNodes nodes) {
    this.nodes = nodes;
  }

  OptionalLong byIdentifier(String identifier) {
    return nodes.byIdentifier(identifier).stream().mapToLong(Node::id).findFirst();
  }

  OptionalLong ownedBy(String identifier, String type, String name) {
    return nodes
        .byIdentifier(identifier)
        .flatMap(node -> Content.find(node.content(), type, name))
        .map(found -> OptionalLong.of(found.path("id").asLong()))
        .orElse(OptionalLong.empty());
  }

  OptionalLong byTypeAndName(String type, String name) {
    return nodes.byTypeAndName(type, name).stream().mapToLong(Node::id).findFirst();
  }

  /** The node that a template creates; layers and domains come after those of packs. */
  Node automatic(String type, String name, String identifier, long id, int pending, long now) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("_type", type).put("id", id).put("identifier", identifier).put("name", name);
    if (type.equals("Layer") || type.equals("Domain")) {
      long before =
          nodes.byType(type).stream()
              .filter(node -> node.identifier() != null)
              .filter(node -> node.identifier().startsWith(NodeIdentifier.AUTO))
              .count();
      content.put("order", FIRST_ORDER + before + pending);
    }
    return new Node(id, type, identifier, name, null, null, false, content, now);
  }
}
