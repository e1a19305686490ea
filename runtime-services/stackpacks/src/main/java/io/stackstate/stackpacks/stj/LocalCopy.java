package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;
import java.util.Set;

/** A node's content in which its own ids are local ones, so that an import makes it anew. */
record LocalCopy(ObjectNode content) {
  LocalCopy(Node node) {
    this(node.content().deepCopy());
    Set<Long> own = References.idsIn(content);
    new References(Catalogue.get())
        .walk(
            content,
            (holder, path, value) ->
                value.isIntegralNumber() && own.contains(value.longValue())
                    ? LongNode.valueOf(-value.longValue())
                    : value);
    negate(content);
  }

  private static void negate(JsonNode value) {
    if (Content.isNode(value)) {
      ObjectNode node = (ObjectNode) value;
      node.put("id", -node.path("id").asLong());
    }
    for (JsonNode child : value) {
      if (child.isContainerNode()) {
        negate(child);
      }
    }
  }
}
