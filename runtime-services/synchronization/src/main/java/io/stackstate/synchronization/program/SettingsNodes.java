package io.stackstate.synchronization.program;

import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.functions.template.NodeResolver;
import io.stackstate.model.ElementId;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.synchronization.external.NamesInUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The settings nodes that templates refer to: those that were published, and those that templates
 * or other elements brought about. The latter get ids that follow from type and name, so they need
 * nobody's consent and are the same after a restart. Thread-safe.
 */
public final class SettingsNodes implements NodeResolver, NamesInUse {
  /** Layers and domains without an order come last (topology sheet, section 4.3). */
  private static final double NO_ORDER = 10_000;

  private static final Comparator<Node> PUBLISHED_FIRST =
      Comparator.comparing((Node node) -> !node.published()).thenComparingLong(Node::id);

  private final Map<Long, Node> byId = new HashMap<>();
  private final Map<String, Node> byIdentifier = new HashMap<>();
  private final Map<String, Map<String, List<Node>>> byName = new HashMap<>();

  /** What has followed from a published node. */
  public enum Effect {
    NONE,
    /** The same node is called otherwise, or is gone. */
    RENAMED,
    /** A layer has another place. */
    REORDERED
  }

  /**
   * A node as templates see it.
   *
   * @param published false when it was made here
   */
  record Node(
      long id,
      String type,
      String identifier,
      String name,
      double order,
      List<SettingsNodeName.Owned> owned,
      boolean published) {}

  /** Takes a published node of this type. */
  public synchronized Effect put(String type, SettingsNodeName published) {
    Node before = byId.get(published.id());
    if (before != null) {
      forget(before);
    }
    Node node =
        new Node(
            published.id(),
            type,
            published.identifier(),
            published.name(),
            published.order() == null ? NO_ORDER : published.order(),
            published.owned(),
            true);
    add(node);
    if (before != null && !before.name().equals(node.name())) {
      return Effect.RENAMED;
    }
    double orderBefore = before == null ? NO_ORDER : before.order();
    return type.equals("Layer") && orderBefore != node.order() ? Effect.REORDERED : Effect.NONE;
  }

  /** The published node is gone. */
  public synchronized Effect remove(String type, long id) {
    Node node = byId.get(id);
    if (node == null || !node.published() || !node.type().equals(type)) {
      return Effect.NONE;
    }
    forget(node);
    return type.equals("Layer") && node.order() != NO_ORDER ? Effect.REORDERED : Effect.NONE;
  }

  private void add(Node node) {
    byId.put(node.id(), node);
    if (node.identifier() != null) {
      byIdentifier.merge(
          NodeIdentifier.normalised(node.identifier()),
          node,
          (a, b) -> PUBLISHED_FIRST.compare(a, b) <= 0 ? a : b);
    }
    List<Node> named =
        byName
            .computeIfAbsent(node.type(), t -> new HashMap<>())
            .computeIfAbsent(node.name(), n -> new ArrayList<>(1));
    named.add(node);
    named.sort(PUBLISHED_FIRST);
  }

  private void forget(Node node) {
    byId.remove(node.id());
    if (node.identifier() != null) {
      byIdentifier.remove(NodeIdentifier.normalised(node.identifier()), node);
    }
    Map<String, List<Node>> names = byName.get(node.type());
    names.get(node.name()).remove(node);
    if (names.get(node.name()).isEmpty()) {
      names.remove(node.name());
    }
  }

  /** The node with this id; null when there is none. */
  synchronized Node node(long id) {
    return byId.get(id);
  }

  /** The place of the layer with this name: the lower, the closer to the user. */
  public synchronized double layerOrder(String name) {
    Node layer = named("Layer", name);
    return layer == null ? NO_ORDER : layer.order();
  }

  @Override
  public synchronized void inUse(String nodeType, String name) {
    if (named(nodeType, name) == null && !name.isBlank()) {
      create(nodeType, name, NodeIdentifier.of(NodeIdentifier.AUTO, nodeType, name));
    }
  }

  @Override
  public synchronized OptionalLong byIdentifier(String identifier) {
    return id(byIdentifier.get(NodeIdentifier.normalised(identifier)));
  }

  @Override
  public synchronized OptionalLong ownedBy(String identifier, String type, String name) {
    Node owner = byIdentifier.get(NodeIdentifier.normalised(identifier));
    return owner == null
        ? OptionalLong.empty()
        : owner.owned().stream()
            .filter(o -> Objects.equals(o.type(), type) && Objects.equals(o.name(), name))
            .mapToLong(SettingsNodeName.Owned::id)
            .findFirst();
  }

  @Override
  public synchronized OptionalLong byTypeAndName(String type, String name) {
    return id(named(type, name));
  }

  @Override
  public synchronized long getOrCreate(String type, String name, String identifier) {
    Node present = byIdentifier.get(NodeIdentifier.normalised(identifier));
    return present != null ? present.id() : create(type, name, identifier).id();
  }

  /** Two identifiers may lead to the same type and name, and so to one node. */
  private Node create(String type, String name, String identifier) {
    long id = ElementId.of(type, name);
    Node known = byId.get(id);
    if (known != null) {
      byIdentifier.putIfAbsent(NodeIdentifier.normalised(identifier), known);
      return known;
    }
    Node node = new Node(id, type, identifier, name, NO_ORDER, List.of(), false);
    add(node);
    return node;
  }

  private Node named(String type, String name) {
    List<Node> nodes = byName.getOrDefault(type, Map.of()).get(name);
    return nodes == null ? null : nodes.get(0);
  }

  private static OptionalLong id(Node node) {
    return node == null ? OptionalLong.empty() : OptionalLong.of(node.id());
  }
}
