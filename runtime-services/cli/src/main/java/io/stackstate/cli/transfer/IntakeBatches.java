package io.stackstate.cli.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns the elements of an export into messages for the intake of one topology instance, a snapshot
 * in bounded batches: the first message starts it, {@link #end} ends it. Remembers the external
 * ids, nothing else.
 */
public final class IntakeBatches {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_CHARACTERS = 4 << 20;

  private final String type;
  private final String url;
  private final int size;
  private final Consumer<ObjectNode> sink;
  private final Map<Long, String> externalIds = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private ArrayNode components = NODES.arrayNode();
  private ArrayNode relations = NODES.arrayNode();
  private long characters;
  private long skipped;
  private boolean started;

  /**
   * @param type of the instance; with {@code url} it names the synchronization
   * @param size how many elements a message has at most
   * @param sink sends a message
   */
  public IntakeBatches(String type, String url, int size, Consumer<ObjectNode> sink) {
    this.type = type;
    this.url = url;
    this.size = size;
    this.sink = sink;
  }

  /**
   * Adds an element; components come before the relations between them.
   *
   * @param length of its text, which bounds a message
   */
  public void add(JsonNode element, int length) {
    if (element.path("_type").asText().equals("Component")) {
      components.add(component(element));
    } else if (externalIds.containsKey(element.path("source").asLong())
        && externalIds.containsKey(element.path("target").asLong())) {
      relations.add(relation(element));
    } else {
      skipped++;
      return;
    }
    characters += length;
    if (components.size() + relations.size() >= size || characters >= MAX_CHARACTERS) {
      send(false);
    }
  }

  /**
   * Sends what is left and ends the snapshot: what the instance had before and now has not, goes.
   */
  public void end() {
    send(true);
  }

  /** Relations with an end that is not in the export. */
  public long skipped() {
    return skipped;
  }

  private void send(boolean last) {
    ObjectNode topology = NODES.objectNode();
    topology.putObject("instance").put("type", type).put("url", url);
    topology.put("start_snapshot", !started).put("stop_snapshot", last);
    topology.set("components", components);
    topology.set("relations", relations);
    ObjectNode message = NODES.objectNode().put("internalHostname", "stackstate-import");
    message.putArray("topologies").add(topology);
    sink.accept(message);
    started = true;
    components = NODES.arrayNode();
    relations = NODES.arrayNode();
    characters = 0;
  }

  private ObjectNode component(JsonNode from) {
    String externalId = externalId(from);
    externalIds.put(from.path("id").asLong(), externalId);
    ObjectNode element = NODES.objectNode().put("externalId", externalId);
    element.putObject("type").put("name", from.path("typeName").asText(""));
    ObjectNode data = element.putObject("data");
    copy(from, "name", data, "name");
    copy(from, "layerName", data, "layer");
    copy(from, "domainName", data, "domain");
    copy(from, "environmentNames", data, "environments");
    copy(from, "tags", data, "labels");
    copy(from, "identifiers", data, "identifiers");
    copy(from, "description", data, "description");
    copy(from, "version", data, "version");
    properties(from, element);
    return element;
  }

  private ObjectNode relation(JsonNode from) {
    ObjectNode element = NODES.objectNode().put("externalId", externalId(from));
    element.put("sourceId", externalIds.get(from.path("source").asLong()));
    element.put("targetId", externalIds.get(from.path("target").asLong()));
    element.putObject("type").put("name", from.path("typeName").asText(""));
    ObjectNode data = element.putObject("data");
    copy(from, "dependencyDirection", data, "dependencyDirection");
    copy(from, "tags", data, "labels");
    copy(from, "description", data, "description");
    properties(from, element);
    return element;
  }

  /**
   * The one that its first source gave it; two sources may use the same one, the import may not.
   */
  private String externalId(JsonNode element) {
    String id = element.path("id").asText();
    String given = element.at("/sources/0/externalId").asText();
    String externalId = given.isEmpty() ? id : given;
    if (!used.add(externalId)) {
      externalId = externalId + "#" + id;
      used.add(externalId);
    }
    return externalId;
  }

  private static void properties(JsonNode from, ObjectNode to) {
    if (!from.path("properties").isEmpty()) {
      to.set("sourceProperties", from.get("properties"));
    }
  }

  private static void copy(JsonNode from, String field, ObjectNode to, String name) {
    if (from.hasNonNull(field)) {
      to.set(name, from.get(field));
    }
  }
}
