package io.stackstate.stackpacks.settings;

import java.util.Map;

/**
 * A type of nodes.
 *
 * @param part whether such nodes live inside others only
 * @param open whether further fields are kept without a warning
 * @param topology whether it is an element of the topology rather than a setting
 * @param ofElement whether it belongs to an element of the topology: such nodes are made there, and
 *     neither exported nor imported
 */
public record NodeType(
    String name,
    String description,
    boolean part,
    boolean open,
    boolean topology,
    boolean ofElement,
    Map<String, Field> fields) {

  public NodeType {
    fields = Map.copyOf(fields);
  }
}
