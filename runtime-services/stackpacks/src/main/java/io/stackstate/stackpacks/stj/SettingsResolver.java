package io.stackstate.stackpacks.stj;

import io.stackstate.functions.template.NodeResolver;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * Resolves for templates that are rendered while data flows, in the process that writes the
 * settings. What they create is stored at once. Thread-safe, and atomic as {@link NodeResolver}
 * demands among the callers of one instance.
 */
public final class SettingsResolver implements NodeResolver {
  private final SettingsNodes nodes;
  private final StoredNodes stored;
  private final InstantSource clock;

  public SettingsResolver(SettingsNodes nodes, InstantSource clock) {
    this.nodes = nodes;
    this.stored = new StoredNodes(nodes);
    this.clock = clock;
  }

  @Override
  public OptionalLong byIdentifier(String identifier) {
    return stored.byIdentifier(identifier);
  }

  @Override
  public OptionalLong ownedBy(String identifier, String type, String name) {
    return stored.ownedBy(identifier, type, name);
  }

  @Override
  public OptionalLong byTypeAndName(String type, String name) {
    return stored.byTypeAndName(type, name);
  }

  @Override
  public synchronized long getOrCreate(String type, String name, String identifier) {
    OptionalLong known = stored.byIdentifier(identifier);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    long id = new NodeIds(nodes).identified(identifier);
    Node node = stored.automatic(type, name, identifier, id, 0, clock.millis());
    nodes.commit(new ChangeSet(List.of(node), List.of()));
    return id;
  }
}
