package io.stackstate.stackpacks.provision;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.functions.template.NodeIdentifier;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Content;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The settings with changes that are not stored yet: the imports of one provisioning see each other
 * and are stored together, or not at all. Used by one thread.
 */
final class StagedSettings implements SettingsNodes {
  private final SettingsNodes stored;
  private final Map<Long, Node> puts = new TreeMap<>();
  private final Map<String, Long> identifiers = new HashMap<>();
  private final Map<Long, Long> owners = new HashMap<>();
  private final Set<Long> deletes = new HashSet<>();

  StagedSettings(SettingsNodes stored) {
    this.stored = stored;
  }

  /** Stores everything in one transaction. */
  void store() {
    List<Long> deleted =
        deletes.stream().filter(id -> stored.byId(id).isPresent()).sorted().toList();
    ChangeSet changes = new ChangeSet(new ArrayList<>(puts.values()), deleted);
    if (!changes.isEmpty()) {
      stored.commit(changes);
    }
  }

  @Override
  public Optional<Node> byId(long id) {
    Node staged = puts.get(owners.getOrDefault(id, id));
    return staged != null ? Optional.of(staged) : stored.byId(id).filter(this::isUntouched);
  }

  @Override
  public Optional<Node> byIdentifier(String identifier) {
    Long id = identifiers.get(NodeIdentifier.normalised(identifier));
    return id != null
        ? Optional.of(puts.get(id))
        : stored.byIdentifier(identifier).filter(this::isUntouched);
  }

  @Override
  public List<Node> byTypeAndName(String type, String name) {
    return merged(
        stored.byTypeAndName(type, name),
        node -> node.type().equals(type) && name.equals(node.name()));
  }

  @Override
  public List<Node> byType(String type) {
    return merged(stored.byType(type), node -> node.type().equals(type));
  }

  @Override
  public List<Node> inNamespace(String namespace) {
    return merged(
        stored.inNamespace(namespace),
        node ->
            node.identifier() != null
                && (node.identifier().equals(namespace)
                    || node.identifier().startsWith(namespace + ":")));
  }

  @Override
  public Collection<Node> all() {
    return merged(stored.all(), node -> true);
  }

  @Override
  public void commit(ChangeSet changes) {
    for (long id : changes.deletes()) {
      deletes.add(id);
      forget(puts.remove(id));
    }
    for (Node node : changes.puts()) {
      deletes.remove(node.id());
      forget(puts.put(node.id(), node));
      if (node.identifier() != null) {
        identifiers.put(NodeIdentifier.normalised(node.identifier()), node.id());
      }
      own(node.content(), node.id());
    }
  }

  private void forget(Node node) {
    if (node == null) {
      return;
    }
    if (node.identifier() != null) {
      identifiers.remove(NodeIdentifier.normalised(node.identifier()));
    }
    owners.values().removeIf(owner -> owner == node.id());
  }

  private void own(JsonNode value, long owner) {
    if (Content.isNode(value)) {
      owners.put(value.path("id").asLong(), owner);
    }
    for (JsonNode child : value) {
      if (child.isContainerNode()) {
        own(child, owner);
      }
    }
  }

  private boolean isUntouched(Node node) {
    return !puts.containsKey(node.id()) && !deletes.contains(node.id());
  }

  private List<Node> merged(Collection<Node> before, Predicate<Node> chosen) {
    List<Node> all = new ArrayList<>();
    before.stream().filter(this::isUntouched).forEach(all::add);
    puts.values().stream().filter(chosen).forEach(all::add);
    all.sort(Comparator.comparingLong(Node::id));
    return all;
  }
}
