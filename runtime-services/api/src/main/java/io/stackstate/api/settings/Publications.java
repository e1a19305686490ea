package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What should stand on the topic of settings: the names of all nodes, what they say when services
 * execute it, and synchronizations as resolved. For one thread; remembers what it made of a node
 * until the node changes.
 */
final class Publications {
  private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

  private final StackGraphSettings settings;
  private final SyncResolver resolver;
  private final Predicate<String> elsewhere;
  private Map<Long, Made> made = new HashMap<>();

  /**
   * @param elsewhere tells the namespaces whose synchronizations somebody else publishes
   */
  Publications(StackGraphSettings settings, Predicate<String> elsewhere) {
    this.settings = settings;
    this.elsewhere = elsewhere;
    this.resolver = new SyncResolver(settings);
  }

  private record Made(Node node, byte[] value) {}

  /** By key, names before synchronizations. */
  LinkedHashMap<String, byte[]> wanted() {
    LinkedHashMap<String, byte[]> wanted = new LinkedHashMap<>();
    Map<Long, Made> next = new HashMap<>();
    List<Node> syncs = new ArrayList<>();
    for (Node node : settings.all()) {
      if (node.type().equals(SyncSettings.NODE_TYPE)) {
        if (node.namespace() == null || !elsewhere.test(node.namespace())) {
          syncs.add(node);
        }
      } else if (node.name() != null && !node.name().isBlank()) {
        Made known = made.get(node.id());
        Made now = known != null && known.node() == node ? known : new Made(node, name(node));
        next.put(node.id(), now);
        wanted.put(key(node), now.value());
      }
    }
    made = next;
    syncs.sort(Comparator.comparingLong(Node::id));
    for (Node sync : syncs) {
      try {
        wanted.put(key(sync), bytes(resolver.resolve(sync, settings.control(sync.id()))));
      } catch (SyncResolver.UnresolvedException e) {
        LOG.error("{} is not executed: {}", sync.label(), e.getMessage());
      }
    }
    return wanted;
  }

  private static String key(Node node) {
    return node.type() + ":" + node.id();
  }

  private static byte[] name(Node node) {
    List<SettingsNodeName.Owned> owned = new ArrayList<>();
    node.content().forEach(child -> collect(child, owned));
    JsonNode order = node.content().path("order");
    return bytes(
        new SettingsNodeName(
            node.id(),
            node.identifier(),
            node.name(),
            order.isNumber() ? order.doubleValue() : null,
            owned,
            SettingsNodeName.EXECUTED.contains(node.type()) ? node.content().toString() : null));
  }

  private static void collect(JsonNode value, List<SettingsNodeName.Owned> owned) {
    if (Content.isNode(value) && value.path("id").asLong() > 0) {
      owned.add(
          new SettingsNodeName.Owned(
              value.get("id").asLong(),
              value.get("_type").textValue(),
              Content.text(value, "name")));
    }
    for (JsonNode child : value) {
      if (child.isContainerNode()) {
        collect(child, owned);
      }
    }
  }

  private static byte[] bytes(Object value) {
    try {
      return Json.mapper().writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
