package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Field;
import io.stackstate.stackpacks.settings.NodeType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Walks the fields of a node, and of what it owns, that refer to other nodes. */
final class References {
  private final Catalogue catalogue;

  References(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What is done with each reference. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param holder the innermost node that has the field
     * @param path inside the node that was walked
     * @return the value to put in its place, or {@code value} itself
     */
    JsonNode visit(ObjectNode holder, String path, JsonNode value);
  }

  void walk(ObjectNode node, Visitor visitor) {
    walk(node, "", visitor);
  }

  /** The ids that the node refers to. */
  Set<Long> of(ObjectNode node) {
    Set<Long> ids = new HashSet<>();
    walk(
        node,
        (holder, path, value) -> {
          if (value.isIntegralNumber()) {
            ids.add(value.longValue());
          }
          return value;
        });
    return ids;
  }

  /** The ids of the node and of all that it owns. */
  static Set<Long> idsIn(JsonNode value) {
    Set<Long> ids = new TreeSet<>();
    collect(value, ids);
    return ids;
  }

  private static void collect(JsonNode value, Set<Long> ids) {
    if (Content.isNode(value) && value.path("id").isIntegralNumber()) {
      ids.add(value.get("id").longValue());
    }
    for (JsonNode child : value) {
      if (child.isContainerNode()) {
        collect(child, ids);
      }
    }
  }

  private void walk(JsonNode value, String path, Visitor visitor) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        walk(value.get(i), path + "[" + i + "]", visitor);
      }
      return;
    }
    if (!value.isObject()) {
      return;
    }
    ObjectNode object = (ObjectNode) value;
    NodeType type =
        Content.isNode(value) ? catalogue.type(Content.text(value, "_type")).orElse(null) : null;
    for (String name : List.copyOf(names(object))) {
      String where = path.isEmpty() ? name : path + "." + name;
      Field field = type == null ? null : type.fields().get(name);
      if (field != null && field.kind().isReference()) {
        visit(object, where, name, visitor);
      } else {
        walk(object.get(name), where, visitor);
      }
    }
  }

  private static void visit(ObjectNode object, String where, String name, Visitor visitor) {
    JsonNode value = object.get(name);
    if (value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, visitor.visit(object, where + "[" + i + "]", list.get(i)));
      }
    } else if (!value.isNull()) {
      object.set(name, visitor.visit(object, where, value));
    }
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new java.util.LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
