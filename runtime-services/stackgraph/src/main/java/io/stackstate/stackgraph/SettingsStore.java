package io.stackstate.stackgraph;

import java.util.List;
import java.util.Optional;

/**
 * The settings nodes. Thread-safe; every write is one transaction that is on disk when the method
 * returns, and readers see it at once.
 *
 * <p>What a node was before is kept for as long as history is (query sheet, 12.2), the newest
 * {@value #MAX_VERSIONS} versions at most. Types that begin with {@value #INTERNAL} are records of
 * the platform itself: of these, only the present is kept.
 */
public interface SettingsStore {
  String INTERNAL = "~";
  int MAX_VERSIONS = 200;

  /** The nodes of one type, sorted by id. */
  List<SettingsNode> list(String type);

  Optional<SettingsNode> get(long id);

  Optional<SettingsNode> byIdentifier(String urn);

  /** What the node was at an instant, epoch milliseconds, also when it was deleted since. */
  default Optional<SettingsNode> at(long id, long timeMillis) {
    return history(id).stream()
        .filter(version -> version.holdsAt(timeMillis))
        .map(SettingsVersion::node)
        .findFirst();
  }

  /**
   * The node that had an identifier at an instant. A node is found by the identifier that it has
   * now, or had when it was deleted.
   */
  Optional<SettingsNode> at(String identifier, long timeMillis);

  /** All versions that are kept, the oldest first; none when there never was such a node. */
  List<SettingsVersion> history(long id);

  /**
   * Stores nodes, new ones and ones that replace the node with their id, and removes others, all of
   * it or nothing. Ids of nodes that do not exist may be among those to remove.
   *
   * @throws IllegalArgumentException when two nodes would have the same identifier, or a node is
   *     both to be stored and to be removed; nothing was changed then
   */
  void commit(List<SettingsNode> puts, List<Long> deletes);

  /**
   * Stores a new node, or replaces the one with the same id.
   *
   * @throws IllegalArgumentException when another node has the same identifier
   */
  default void put(SettingsNode node) {
    commit(List.of(node), List.of());
  }

  /** Removes the node; nothing happens when there is none. */
  default void delete(long id) {
    commit(List.of(), List.of(id));
  }
}
