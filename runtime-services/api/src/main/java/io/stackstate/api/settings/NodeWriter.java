package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.stackpacks.settings.Node;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Writes settings nodes as clients read them (REST sheet, 6.2 and 9.5). */
final class NodeWriter {
  private static final Set<String> OURS =
      Set.of(
          "_type",
          "id",
          "identifier",
          "name",
          "typeName",
          "lastUpdateTimestamp",
          "ownedBy",
          "namespace",
          "locked",
          "manual",
          "isSettingsNode");

  private NodeWriter() {}

  /** A line of a list. */
  static void writeItem(JsonGenerator out, Node node, ViewStates states) throws IOException {
    out.writeStartObject();
    writeCommon(out, node);
    String description = node.content().path("description").textValue();
    if (description != null) {
      out.writeStringField("description", description);
    }
    states.write(out, node);
    out.writeEndObject();
  }

  /** The node in full. */
  static void write(JsonGenerator out, Node node) throws IOException {
    write(out, node, ViewStates.NONE);
  }

  /** The same, of a view with its state. */
  static void write(JsonGenerator out, Node node, ViewStates states) throws IOException {
    out.writeStartObject();
    writeCommon(out, node);
    for (Map.Entry<String, JsonNode> field : node.content().properties()) {
      if (!OURS.contains(field.getKey()) && !ViewStates.isState(node, field.getKey())) {
        out.writeFieldName(field.getKey());
        out.writeTree(field.getValue());
      }
    }
    states.write(out, node);
    out.writeEndObject();
  }

  private static void writeCommon(JsonGenerator out, Node node) throws IOException {
    out.writeStringField("_type", node.type());
    out.writeStringField("typeName", node.type());
    out.writeNumberField("id", node.id());
    out.writeNumberField("lastUpdateTimestamp", node.lastUpdateMillis());
    if (node.identifier() != null) {
      out.writeStringField("identifier", node.identifier());
    }
    // The genuine command line crashes on a node without a name.
    out.writeStringField("name", name(node));
    if (node.ownedBy() != null) {
      out.writeStringField("ownedBy", node.ownedBy());
      out.writeBooleanField("locked", node.locked());
    }
    out.writeBooleanField("manual", node.ownedBy() == null);
    out.writeBooleanField("isSettingsNode", true);
  }

  private static String name(Node node) {
    if (node.name() != null) {
      return node.name();
    }
    return node.identifier() == null ? "" : node.identifier();
  }
}
