package io.stackstate.stackpacks.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * A settings node with the nodes that it owns nested in it. Whoever holds one does not change its
 * content.
 *
 * @param id in {@code [1, 2^53)}; nested nodes have ids of the same range in their {@code id} field
 * @param identifier unique by {@code NodeIdentifier.normalised}; null when it has none
 * @param name null when it has none
 * @param ownedBy {@code urn:stackpack:<name>} of the StackPack that brought it; null = a user's
 * @param namespace of the import that brought it, and that may delete it; null = none
 * @param locked whether its owner alone may change it; false once a user unlocked it
 * @param content all fields, {@code _type} and {@code id} included, owner and lock excluded
 * @param lastUpdateMillis epoch milliseconds
 */
public record Node(
    long id,
    String type,
    String identifier,
    String name,
    String ownedBy,
    String namespace,
    boolean locked,
    ObjectNode content,
    long lastUpdateMillis) {

  public Node {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(content, "content");
    if (id < 1 || id >= 1L << 53) {
      throw new IllegalArgumentException("id: found " + id + ", expected 1 to 2^53 - 1");
    }
  }

  /** The node as errors speak of it: its identifier, or its type and name. */
  public String label() {
    if (identifier != null) {
      return identifier;
    }
    return type + (name == null ? " " + id : " \"" + name + "\"");
  }

  public Node withLocked(boolean lock) {
    return new Node(
        id, type, identifier, name, ownedBy, namespace, lock, content, lastUpdateMillis);
  }
}
