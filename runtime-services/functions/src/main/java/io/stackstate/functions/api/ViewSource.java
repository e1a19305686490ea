package io.stackstate.functions.api;

import java.util.List;

/** Where scripts see views. Thread-safe. */
@FunctionalInterface
public interface ViewSource {
  /** Knows no view. */
  ViewSource NONE = List::of;

  /** All views, in the order of their ids. */
  List<SavedView> all();

  /**
   * A view as its settings node has it.
   *
   * @param identifier null when it has none; {@code description} likewise
   * @param query STQL
   */
  record SavedView(long id, String identifier, String name, String description, String query) {}
}
