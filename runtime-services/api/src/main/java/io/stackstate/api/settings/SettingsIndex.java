package io.stackstate.api.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.stackpacks.settings.Catalogue;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.NodeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All settings nodes, in memory. Immutable: a change makes the next one. */
final class SettingsIndex {
  static final SettingsIndex EMPTY =
      new SettingsIndex(Map.of(), Map.of(), Map.of(), Map.of(), new TreeMap<>());

  private final Map<Long, Node> nodes;

  /** The node in which a nested node stands, for nodes themselves their own id. */
  private final Map<Long, Long> owners;

  private final Map<String, Long> identifiers;

  /** The ids of the nodes of a type with a name, sorted. */
  private final Map<TypeAndName, List<Long>> names;

  /** By type, then by id. */
  private final NavigableMap<String, NavigableMap<Long, Node>> types;

  private SettingsIndex(
      Map<Long, Node> nodes,
      Map<Long, Long> owners,
      Map<String, Long> identifiers,
      Map<TypeAndName, List<Long>> names,
      NavigableMap<String, NavigableMap<Long, Node>> types) {
    this.nodes = nodes;
    this.owners = owners;
    this.identifiers = identifiers;
    this.names = names;
    this.types = types;
  }

  private record TypeAndName(String type, String name) {}

  Optional<Node> byId(long id) {
    return Optional.ofNullable(owners.get(id)).map(nodes::get);
  }

  Optional<Node> byIdentifier(String identifier) {
    return Optional.ofNullable(identifiers.get(NodeIdentifier.normalised(identifier)))
        .map(nodes::get);
  }

  List<Node> byType(String type) {
    return List.copyOf(types.getOrDefault(type, Collections.emptyNavigableMap()).values());
  }

  /** Sorted by id. */
  List<Node> byTypeAndName(String type, String name) {
    return names.getOrDefault(new TypeAndName(type, name), List.of()).stream()
        .map(nodes::get)
        .toList();
  }

  List<Node> inNamespace(String namespace) {
    String prefix = namespace + ":";
    return nodes.values().stream()
        .filter(node -> node.identifier() != null)
        .filter(node -> node.identifier().equals(namespace) || node.identifier().startsWith(prefix))
        .sorted(Comparator.comparingLong(Node::id))
        .toList();
  }

  Collection<Node> all() {
    return Collections.unmodifiableCollection(nodes.values());
  }

  /**
   * @throws IllegalStateException when two nodes would have the same id or identifier
   */
  SettingsIndex with(Collection<Node> puts, Collection<Long> deletes) {
    Building next = new Building();
    deletes.forEach(next::remove);
    puts.forEach(node -> next.remove(node.id()));
    puts.forEach(next::add);
    return next.built();
  }

  /** The next index while it is made. */
  private final class Building {
    private final Map<Long, Node> nextNodes = new HashMap<>(nodes);
    private final Map<Long, Long> nextOwners = new HashMap<>(owners);
    private final Map<String, Long> nextIdentifiers = new HashMap<>(identifiers);
    private final Map<TypeAndName, List<Long>> nextNames = new HashMap<>(names);
    private final NavigableMap<String, NavigableMap<Long, Node>> nextTypes = new TreeMap<>(types);

    void remove(long id) {
      Node node = nextNodes.remove(id);
      if (node == null) {
        return;
      }
      ids(node).forEach(nextOwners::remove);
      if (node.identifier() != null) {
        nextIdentifiers.remove(NodeIdentifier.normalised(node.identifier()));
      }
      ofType(node.type()).remove(id);
      changeName(node, ids -> ids.remove(id));
    }

    private void changeName(Node node, Consumer<List<Long>> change) {
      if (node.name() == null) {
        return;
      }
      nextNames.compute(
          new TypeAndName(node.type(), node.name()),
          (key, before) -> {
            List<Long> ids = before == null ? new ArrayList<>() : new ArrayList<>(before);
            change.accept(ids);
            Collections.sort(ids);
            return ids.isEmpty() ? null : ids;
          });
    }

    void add(Node node) {
      nextNodes.put(node.id(), node);
      for (long id : ids(node)) {
        Long other = nextOwners.put(id, node.id());
        if (other != null && other != node.id()) {
          throw new IllegalStateException(
              "id: " + id + " of " + node.label() + " belongs to node " + other);
        }
      }
      if (node.identifier() != null) {
        Long other = nextIdentifiers.put(NodeIdentifier.normalised(node.identifier()), node.id());
        if (other != null) {
          throw new IllegalStateException(
              "identifier: " + node.identifier() + " belongs to node " + other);
        }
      }
      ofType(node.type()).put(node.id(), node);
      changeName(node, ids -> ids.add(node.id()));
    }

    SettingsIndex built() {
      return new SettingsIndex(nextNodes, nextOwners, nextIdentifiers, nextNames, nextTypes);
    }

    /** A map of its own, which can be changed. */
    private NavigableMap<Long, Node> ofType(String type) {
      NavigableMap<Long, Node> before = types.get(type);
      NavigableMap<Long, Node> now = nextTypes.get(type);
      if (now == null || now == before) {
        now = before == null ? new TreeMap<>() : new TreeMap<>(before);
        nextTypes.put(type, now);
      }
      return now;
    }
  }

  /**
   * Its own id, and those of the nodes in it. Fields that the catalogue does not know hold what
   * somebody else defines: an object there may look like a node, and is none.
   */
  private static List<Long> ids(Node node) {
    List<Long> ids = new ArrayList<>();
    ids.add(node.id());
    Optional<NodeType> type = Catalogue.get().type(node.type());
    for (Map.Entry<String, JsonNode> field : node.content().properties()) {
      boolean known =
          type.map(NodeType::fields).map(f -> f.containsKey(field.getKey())).orElse(true);
      if (known && field.getValue().isContainerNode()) {
        collect(field.getValue(), node.id(), ids);
      }
    }
    return ids;
  }

  private static void collect(JsonNode value, long owner, List<Long> ids) {
    long id = value.path("id").asLong();
    if (Content.isNode(value) && id > 0 && id != owner) {
      ids.add(id);
    }
    for (JsonNode child : value) {
      if (child.isContainerNode()) {
        collect(child, owner, ids);
      }
    }
  }
}
