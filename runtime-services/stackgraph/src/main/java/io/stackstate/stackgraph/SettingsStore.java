package io.stackstate.stackgraph;

import java.util.List;
import java.util.Optional;

/**
 * The settings nodes. Thread-safe; every write is one transaction that is on disk when the method
 * returns, and readers see it at once.
 */
public interface SettingsStore {

  /** The nodes of one type, sorted by id. */
  List<SettingsNode> list(String type);

  Optional<SettingsNode> get(long id);

  Optional<SettingsNode> byIdentifier(String urn);

  /**
   * Stores a new node, or replaces the one with the same id.
   *
   * @throws IllegalArgumentException when another node has the same identifier
   */
  void put(SettingsNode node);

  /** Removes the node; nothing happens when there is none. */
  void delete(long id);
}
