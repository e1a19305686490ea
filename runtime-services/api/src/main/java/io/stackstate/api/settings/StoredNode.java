package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;

/** A settings node as its JSON is stored: the content, and next to it whose it is. */
record StoredNode(ObjectNode content, String ownedBy, String namespace, boolean locked) {

  /**
   * @throws IllegalStateException when the JSON is not one of these
   */
  static Node read(SettingsNode stored) {
    try {
      StoredNode node = Json.mapper().readValue(stored.json(), StoredNode.class);
      if (node.content() == null) {
        throw new IllegalStateException(
            "settings node " + stored.id() + ": content: missing, expected an object");
      }
      return new Node(
          stored.id(),
          stored.type(),
          stored.identifier(),
          Content.text(node.content(), "name"),
          node.ownedBy(),
          node.namespace(),
          node.locked(),
          node.content(),
          stored.lastUpdateMillis());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings node " + stored.id() + " cannot be read", e);
    }
  }

  static SettingsNode write(Node node) {
    try {
      return new SettingsNode(
          node.id(),
          node.type(),
          node.identifier(),
          node.name() == null ? "" : node.name(),
          Json.mapper()
              .writeValueAsString(
                  new StoredNode(node.content(), node.ownedBy(), node.namespace(), node.locked())),
          node.lastUpdateMillis());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
