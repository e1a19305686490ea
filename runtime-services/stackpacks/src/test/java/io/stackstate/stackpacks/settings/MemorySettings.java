package io.stackstate.stackpacks.settings;

import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.model.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Settings in memory, which copy what they are given as a store of JSON text does. */
public final class MemorySettings implements SettingsNodes {
  private final Map<Long, Node> nodes = new TreeMap<>();
  private final Map<Long, Long> owners = new HashMap<>();
  private final Map<String, Long> identifiers = new HashMap<>();
  private int commits;

  /** How many transactions there were. */
  public synchronized int commits() {
    return commits;
  }

  @Override
  public synchronized Optional<Node> byId(long id) {
    return Optional.ofNullable(nodes.get(owners.getOrDefault(id, id)));
  }

  @Override
  public synchronized Optional<Node> byIdentifier(String identifier) {
    return Optional.ofNullable(identifiers.get(NodeIdentifier.normalised(identifier)))
        .map(nodes::get);
  }

  @Override
  public List<Node> byTypeAndName(String type, String name) {
    return list(node -> node.type().equals(type) && name.equals(node.name()));
  }

  @Override
  public List<Node> byType(String type) {
    return list(node -> node.type().equals(type));
  }

  @Override
  public List<Node> inNamespace(String namespace) {
    return list(
        node ->
            node.identifier() != null
                && (node.identifier().equals(namespace)
                    || node.identifier().startsWith(namespace + ":")));
  }

  @Override
  public synchronized Collection<Node> all() {
    return List.copyOf(nodes.values());
  }

  @Override
  public synchronized void commit(ChangeSet changes) {
    Map<Long, Node> next = new TreeMap<>(nodes);
    changes.deletes().forEach(next::remove);
    changes.puts().forEach(node -> next.put(node.id(), copy(node)));
    Map<String, Long> nextIdentifiers = new HashMap<>();
    for (Node node : next.values()) {
      if (node.identifier() != null
          && nextIdentifiers.put(NodeIdentifier.normalised(node.identifier()), node.id()) != null) {
        throw new IllegalStateException("two nodes have the identifier " + node.identifier());
      }
    }
    nodes.clear();
    nodes.putAll(next);
    identifiers.clear();
    identifiers.putAll(nextIdentifiers);
    owners.clear();
    nodes.values().forEach(node -> own(node.content(), node.id()));
    commits++;
  }

  private void own(com.fasterxml.jackson.databind.JsonNode value, long owner) {
    if (Content.isNode(value)) {
      Long before = owners.put(value.path("id").asLong(), owner);
      if (before != null && before != owner) {
        throw new IllegalStateException("two nodes have the id " + value.path("id"));
      }
    }
    value.forEach(
        child -> {
          if (child.isContainerNode()) {
            own(child, owner);
          }
        });
  }

  private synchronized List<Node> list(Predicate<Node> predicate) {
    return nodes.values().stream()
        .filter(predicate)
        .sorted(Comparator.comparingLong(Node::id))
        .toList();
  }

  private static Node copy(Node node) {
    try {
      return new Node(
          node.id(),
          node.type(),
          node.identifier(),
          node.name(),
          node.ownedBy(),
          node.namespace(),
          node.locked(),
          (com.fasterxml.jackson.databind.node.ObjectNode)
              Json.mapper().readTree(node.content().toString()),
          node.lastUpdateMillis());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
