package io.stackstate.api.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;
import java.util.HashMap;
import java.util.Map;

/** A document that imports as a copy of a node: what refers into the node refers into the copy. */
final class NodeCopy {
  private final Map<Long, Long> handles = new HashMap<>();

  private NodeCopy() {}

  /**
   * @param identifier of the copy
   */
  static String document(Node node, String name, String identifier) {
    NodeCopy copy = new NodeCopy();
    copy.number(node.content());
    ObjectNode content = (ObjectNode) copy.renumbered(node.content());
    content.put("name", name).put("identifier", identifier);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putArray("nodes").add(content);
    // The document is a template, the texts in it are none.
    return document.toString().replace("{{", "\\{{").replace("}}", "\\}}");
  }

  private void number(JsonNode value) {
    if (Content.isNode(value) && value.path("id").asLong() > 0) {
      handles.put(value.get("id").asLong(), -1L - handles.size());
    }
    value.forEach(this::number);
  }

  /** Ids are hashes of 53 bits: no other number equals one. */
  private JsonNode renumbered(JsonNode value) {
    if (value.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(e -> copy.set(e.getKey(), renumbered(e.getValue())));
      return copy;
    }
    if (value.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> copy.add(renumbered(item)));
      return copy;
    }
    Long handle = value.isIntegralNumber() ? handles.get(value.longValue()) : null;
    return handle == null ? value : LongNode.valueOf(handle);
  }
}
