package io.stackstate.stackpacks.settings;

import io.stackstate.model.ElementId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The settings, as this module needs them. Implementations are thread-safe; readers see whole
 * transactions only. There is one writer, which imports one after the other.
 */
public interface SettingsNodes {
  /** The node with that id, or the node that owns, at any depth, the nested one with that id. */
  Optional<Node> byId(long id);

  /** The node with that id; not one that owns a nested one with it. */
  default Optional<Node> own(long id) {
    return byId(id).filter(node -> node.id() == id);
  }

  /** The node that a client names, by its own id when that is a number, else by its identifier. */
  default Optional<Node> named(String idOrIdentifier) {
    OptionalLong id = ElementId.parse(idOrIdentifier);
    return id.isPresent() ? own(id.getAsLong()) : byIdentifier(idOrIdentifier);
  }

  /** Identifiers match by {@code NodeIdentifier.normalised}. */
  Optional<Node> byIdentifier(String identifier);

  /** Sorted by id. */
  List<Node> byTypeAndName(String type, String name);

  /** The nodes of one type, sorted by id. */
  List<Node> byType(String type);

  /** The nodes whose identifier is, or starts with, {@code namespace + ":"}, sorted by id. */
  List<Node> inNamespace(String namespace);

  /** Every node, in no particular order. */
  Collection<Node> all();

  /**
   * Applies all of it in one transaction, or nothing.
   *
   * @throws IllegalStateException when an identifier or id is taken by another node
   */
  void commit(ChangeSet changes);
}
