package io.stackstate.synchronization.event;

import io.stackstate.model.event.ElementChange;
import java.util.List;

/**
 * The element that an event is about.
 *
 * @param identifiers by which others know it; none for a relation
 */
public record Subject(long id, List<String> identifiers, ElementChange what) {
  /** A component. */
  public static Subject component(long id, List<String> identifiers, String name, String type) {
    return new Subject(id, identifiers, new ElementChange("component", name, type));
  }

  /** A relation. */
  public static Subject relation(long id, String name, String type) {
    return new Subject(id, List.of(), new ElementChange("relation", name, type));
  }
}
