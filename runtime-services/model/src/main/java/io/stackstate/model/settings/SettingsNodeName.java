package io.stackstate.model.settings;

import java.util.List;

/**
 * What services must know of a settings node that templates refer to. Published on {@code
 * sts_internal_settings} with key {@code <type>:<id>}, before the synchronizations that use it; a
 * tombstone says that the node is gone.
 *
 * @param identifier null when the node has none
 * @param order of a {@code Layer} or {@code Domain}; null when it has none
 * @param owned nodes inside it that {@code get} finds by a path, for example a function's
 *     parameters
 */
public record SettingsNodeName(
    long id, String identifier, String name, Double order, List<Owned> owned) {

  public SettingsNodeName {
    owned = owned == null ? List.of() : List.copyOf(owned);
  }

  /** A node without identifier that belongs to another. */
  public record Owned(long id, String type, String name) {}
}
