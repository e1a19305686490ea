package io.stackstate.stackpacks.stj;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.stackpacks.settings.Node;
import java.util.List;

/**
 * What an import does to one node.
 *
 * @param before null when it is created
 * @param after null when it is deleted
 * @param fields that differ, when it is updated
 */
public record NodeChange(Kind kind, Node before, Node after, List<FieldChange> fields) {
  /** The kinds of changes. */
  public enum Kind {
    CREATED,
    UPDATED,
    UNCHANGED,
    /** A user unlocked it and the import keeps what the user made of it. */
    SKIPPED,
    DELETED
  }

  /**
   * A field that differs.
   *
   * @param path for example {@code parameters[0].type}
   * @param before null when it was missing
   * @param after null when it is removed
   */
  public record FieldChange(String path, JsonNode before, JsonNode after) {}

  public NodeChange {
    fields = List.copyOf(fields);
  }

  /** The node as it is after the import; as it was when it is deleted. */
  public Node node() {
    return after == null ? before : after;
  }
}
