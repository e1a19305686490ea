package io.stackstate.stackpacks.settings;

import io.stackstate.functions.template.SourceLines.Place;

/**
 * Something about a settings document or node.
 *
 * @param place null when the node did not come from a file
 * @param node identifier, or type and name; null when it is about the document
 * @param path of the field inside the node, for example {@code parameters[0].type}; empty = node
 */
public record Finding(Level level, Place place, String node, String path, String message) {
  public enum Level {
    ERROR,
    WARNING
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    if (place != null) {
      out.append(place).append(": ");
    }
    if (node != null) {
      out.append(node).append(": ");
    }
    if (!path.isEmpty()) {
      out.append(path).append(": ");
    }
    return out.append(message).toString();
  }
}
