package io.stackstate.stackgraph;

import java.util.List;

/**
 * What happened to one element: one of {@code before} and {@code after} is there, or both differ.
 * Immutable.
 *
 * @param before null when the element was created
 * @param after null when it was deleted
 */
public record ElementChange(ElementState before, ElementState after) {

  /** Whether an element came, went or stayed. */
  public enum Kind {
    CREATED,
    CHANGED,
    DELETED
  }

  public ElementChange {
    if (before == null && after == null) {
      throw new IllegalArgumentException("before, after: found null, expected one of them");
    }
  }

  public Kind kind() {
    if (before == null) {
      return Kind.CREATED;
    }
    return after == null ? Kind.DELETED : Kind.CHANGED;
  }

  /** The id of the element. */
  public long id() {
    return newest().id();
  }

  /** The state after the change; of a deleted element the last one. */
  public ElementState newest() {
    return after == null ? before : after;
  }

  public boolean isComponent() {
    return newest() instanceof ElementState.OfComponent;
  }

  /**
   * The names of the fields that differ: those of the record {@code Component} or {@code Relation},
   * in its order, then {@code health} and {@code propagatedHealth}. Empty unless {@link
   * Kind#CHANGED}.
   */
  public List<String> changedFields() {
    return kind() == Kind.CHANGED ? ChangedFields.between(before, after) : List.of();
  }
}
