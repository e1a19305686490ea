package io.stackstate.api.sync;

import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import io.stackstate.stackgraph.SettingsVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Settings that last as long as the test, and a count of what was written. */
public final class MemorySettings implements SettingsStore {
  private final Map<Long, SettingsNode> nodes = new ConcurrentSkipListMap<>();
  private final AtomicInteger writes = new AtomicInteger();

  int writes() {
    return writes.get();
  }

  @Override
  public List<SettingsNode> list(String type) {
    return nodes.values().stream().filter(node -> node.type().equals(type)).toList();
  }

  @Override
  public Optional<SettingsNode> get(long id) {
    return Optional.ofNullable(nodes.get(id));
  }

  @Override
  public Optional<SettingsNode> byIdentifier(String urn) {
    return nodes.values().stream().filter(node -> urn.equals(node.identifier())).findFirst();
  }

  @Override
  public Optional<SettingsNode> at(String identifier, long timeMillis) {
    return byIdentifier(identifier);
  }

  @Override
  public List<SettingsVersion> history(long id) {
    return get(id).map(node -> new SettingsVersion(node, 0, SettingsVersion.PRESENT)).stream()
        .toList();
  }

  @Override
  public void commit(List<SettingsNode> puts, List<Long> deletes) {
    puts.forEach(
        node -> {
          writes.incrementAndGet();
          nodes.put(node.id(), node);
        });
    deletes.forEach(nodes::remove);
  }
}
