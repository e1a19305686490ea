package io.stackstate.api.settings;

import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A few settings nodes that do not change. */
public final class TestNodes implements SettingsNodes {
  private final SettingsIndex index;

  public TestNodes(Node... nodes) {
    this.index = SettingsIndex.EMPTY.with(List.of(nodes), List.of());
  }

  @Override
  public Optional<Node> byId(long id) {
    return index.byId(id);
  }

  @Override
  public Optional<Node> byIdentifier(String identifier) {
    return index.byIdentifier(identifier);
  }

  @Override
  public List<Node> byTypeAndName(String type, String name) {
    return index.byTypeAndName(type, name);
  }

  @Override
  public List<Node> byType(String type) {
    return index.byType(type);
  }

  @Override
  public List<Node> inNamespace(String namespace) {
    return index.inNamespace(namespace);
  }

  @Override
  public Collection<Node> all() {
    return index.all();
  }

  @Override
  public void commit(ChangeSet changes) {
    throw new UnsupportedOperationException("these nodes do not change");
  }
}
