package io.stackstate.stackpacks.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Reading the JSON of settings nodes. */
public final class Content {
  private Content() {}

  /** Whether it is a node of its own: an object with a {@code _type}. */
  public static boolean isNode(JsonNode value) {
    return value.isObject() && value.path("_type").isTextual();
  }

  /** The text of a field; null when it is missing or no text. */
  public static String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  /** The nested node with that id, at any depth; the object itself included. */
  public static Optional<ObjectNode> find(JsonNode value, long id) {
    if (isNode(value) && value.path("id").asLong() == id) {
      return Optional.of((ObjectNode) value);
    }
    for (JsonNode child : value) {
      if (child.isContainerNode()) {
        Optional<ObjectNode> found = find(child, id);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The first nested node of that type and name, in document order; empty = without a name. */
  public static Optional<ObjectNode> find(JsonNode value, String type, String name) {
    for (JsonNode child : value) {
      if (!child.isContainerNode()) {
        continue;
      }
      if (isNode(child) && type.equals(text(child, "_type")) && named(child, name)) {
        return Optional.of((ObjectNode) child);
      }
      Optional<ObjectNode> found = find(child, type, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean named(JsonNode node, String name) {
    String found = text(node, "name");
    return name.equals(found) || found == null && name.isEmpty();
  }

  /** Equality that does not tell 10 from 10.0, nor a missing field from null. */
  public static boolean same(JsonNode left, JsonNode right) {
    if (isNothing(left) || isNothing(right)) {
      return isNothing(left) && isNothing(right);
    }
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue()) == 0;
    }
    if (left.isArray() && right.isArray()) {
      return sameItems(left, right);
    }
    if (left.isObject() && right.isObject()) {
      return sameFields(left, right) && sameFields(right, left);
    }
    return left.equals(right);
  }

  private static boolean sameItems(JsonNode left, JsonNode right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameFields(JsonNode left, JsonNode right) {
    Iterator<Map.Entry<String, JsonNode>> fields = left.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!same(field.getValue(), right.get(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNothing(JsonNode value) {
    return value == null || value.isNull() || value.isMissingNode();
  }

  /** The text of a function's body, which may stand in an object; null when there is none. */
  public static String script(JsonNode body) {
    if (isNode(body)) {
      return text(body, "scriptBody");
    }
    return body.isTextual() ? body.textValue() : null;
  }
}
