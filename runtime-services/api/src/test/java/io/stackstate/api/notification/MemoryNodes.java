package io.stackstate.api.notification;

import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Settings that last as long as the test. */
final class MemoryNodes implements SettingsNodes {
  private final Map<Long, Node> nodes = new ConcurrentSkipListMap<>();

  @Override
  public Optional<Node> byId(long id) {
    return Optional.ofNullable(nodes.get(id));
  }

  @Override
  public Optional<Node> byIdentifier(String identifier) {
    return nodes.values().stream().filter(node -> identifier.equals(node.identifier())).findAny();
  }

  @Override
  public List<Node> byTypeAndName(String type, String name) {
    return byType(type).stream().filter(node -> name.equals(node.name())).toList();
  }

  @Override
  public List<Node> byType(String type) {
    return nodes.values().stream().filter(node -> type.equals(node.type())).toList();
  }

  @Override
  public List<Node> inNamespace(String namespace) {
    return nodes.values().stream()
        .filter(node -> (node.identifier() + ":").startsWith(namespace + ":"))
        .toList();
  }

  @Override
  public Collection<Node> all() {
    return nodes.values();
  }

  @Override
  public void commit(ChangeSet changes) {
    changes.puts().forEach(node -> nodes.put(node.id(), node));
    changes.deletes().forEach(nodes::remove);
  }
}
