package io.stackstate.stackpacks.stj;

import io.stackstate.functions.template.NodeResolver;
import io.stackstate.stackpacks.settings.ChangeSet;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Resolves for templates that are rendered while data flows, in the process that writes the
 * settings. What they create is stored at once. Thread-safe, and atomic as {@link NodeResolver}
 * demands among those who share the lock.
 */
public final class SettingsResolver implements NodeResolver {
  private final SettingsNodes nodes;
  private final StoredNodes stored;
  private final InstantSource clock;
  private final ReentrantLock writer;

  /**
   * @param writer held while a node is created, shared by all who write the settings
   */
  public SettingsResolver(SettingsNodes nodes, InstantSource clock, ReentrantLock writer) {
    this.nodes = nodes;
    this.stored = new StoredNodes(nodes);
    this.clock = clock;
    this.writer = writer;
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
  public long getOrCreate(String type, String name, String identifier) {
    OptionalLong known = stored.byIdentifier(identifier);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    writer.lock();
    try {
      return create(type, name, identifier);
    } finally {
      writer.unlock();
    }
  }

  private long create(String type, String name, String identifier) {
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
