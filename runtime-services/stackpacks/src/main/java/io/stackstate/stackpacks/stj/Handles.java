package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Findings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The local ids of a document, negative ones by convention, and the ids of the graph that stand for
 * them. Nested nodes keep the id of what they replace: the nested node at the same field with the
 * same name.
 */
final class Handles {
  private final NodeIds ids;
  private final Findings findings;
  private final Map<Long, Long> graphIds = new HashMap<>();
  private final Map<String, Long> identifiers = new HashMap<>();
  private final Map<Long, String> types = new HashMap<>();

  Handles(NodeIds ids, Findings findings) {
    this.ids = ids;
    this.findings = findings;
  }

  /** Gives the draft and all that it owns their ids. */
  void assign(Draft draft) {
    define(draft, draft.content(), "", draft.id());
    if (draft.identifier() != null) {
      identifiers.put(NodeIdentifier.normalised(draft.identifier()), draft.id());
    }
    ObjectNode before = draft.existing() == null ? null : draft.existing().content();
    fields(draft, draft.content(), before, "");
  }

  OptionalLong graphId(long handle) {
    Long id = graphIds.get(handle);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  OptionalLong byIdentifier(String identifier) {
    Long id = identifiers.get(NodeIdentifier.normalised(identifier));
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** The type of a node of the document, by its id in the graph; null when it is not one. */
  String type(long id) {
    return types.get(id);
  }

  private void define(Draft draft, ObjectNode node, String path, long id) {
    JsonNode handle = node.get("id");
    if (handle != null && !handle.isNull()) {
      OptionalLong number = number(handle);
      if (number.isEmpty()) {
        findings.error(
            draft.place(),
            draft.label(),
            at(path, "id"),
            "found " + handle + ", expected a number");
      } else if (graphIds.putIfAbsent(number.getAsLong(), id) != null) {
        findings.error(
            draft.place(),
            draft.label(),
            at(path, "id"),
            "found " + number.getAsLong() + ", which another node of the document has, too");
      }
    }
    types.put(id, Content.text(node, "_type"));
    node.put("id", id);
  }

  private void fields(Draft draft, ObjectNode node, JsonNode before, String path) {
    Iterator<Map.Entry<String, JsonNode>> entries = node.properties().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, JsonNode> entry = entries.next();
      JsonNode old = before == null ? null : before.get(entry.getKey());
      nested(draft, entry.getValue(), old, at(path, entry.getKey()));
    }
  }

  private void nested(Draft draft, JsonNode value, JsonNode before, String path) {
    if (value instanceof ArrayNode list) {
      items(draft, list, before, path);
    } else if (value instanceof ObjectNode object) {
      if (Content.isNode(object)) {
        define(draft, object, path, nestedId(draft, object, before, path));
      }
      fields(draft, object, before != null && before.isObject() ? before : null, path);
    }
  }

  private void items(Draft draft, ArrayNode list, JsonNode before, String path) {
    Map<String, JsonNode> old = new LinkedHashMap<>();
    if (before != null && before.isArray()) {
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < before.size(); i++) {
        old.put(key(before.get(i), i, seen), before.get(i));
      }
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String key = key(list.get(i), i, seen);
      nested(draft, list.get(i), old.get(key), path + "[" + key + "]");
    }
  }

  private long nestedId(Draft draft, ObjectNode node, JsonNode before, String path) {
    if (before != null
        && Content.isNode(before)
        && Content.text(before, "_type").equals(Content.text(node, "_type"))) {
      long id = before.path("id").asLong();
      if (id > 0 && ids.keep(id)) {
        return id;
      }
    }
    return ids.nested(draft.id(), path);
  }

  /** What makes an item of a list the same one in the next version: its name, else its place. */
  private static String key(JsonNode item, int index, Set<String> seen) {
    String name = Content.text(item, "name");
    if (name == null) {
      name = Content.text(item, "type");
    }
    String key = name == null ? Integer.toString(index) : name;
    return seen.add(key) ? key : index + "/" + key;
  }

  private static OptionalLong number(JsonNode handle) {
    if (handle.isIntegralNumber()) {
      return OptionalLong.of(handle.longValue());
    }
    return handle.isTextual() && handle.textValue().matches("-?[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(handle.textValue()))
        : OptionalLong.empty();
  }

  private static String at(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
