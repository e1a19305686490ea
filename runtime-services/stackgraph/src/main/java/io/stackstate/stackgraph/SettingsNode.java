package io.stackstate.stackgraph;

import java.util.Objects;

/**
 * A node of the settings: a synchronization, a view, a monitor, a StackPack's template, ...
 *
 * @param id in {@code [1, 2^53)}, unique among settings nodes
 * @param type the kind of node, for example {@code Sync}
 * @param identifier the URN by which it is addressed, unique; null when it has none
 * @param name for people
 * @param json the whole node as the text of a JSON object
 * @param lastUpdateMillis epoch milliseconds
 */
public record SettingsNode(
    long id, String type, String identifier, String name, String json, long lastUpdateMillis) {

  public SettingsNode {
    if (id < 1 || id >= 1L << 53) {
      throw new IllegalArgumentException("id: found " + id + ", expected 1 to 2^53 - 1");
    }
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(json, "json");
  }
}
