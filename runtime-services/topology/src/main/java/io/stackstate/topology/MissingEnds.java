package io.stackstate.topology;

import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** The relations that wait for a component which is not there, by its id. */
final class MissingEnds {
  private static final RoaringBitmap NONE = new RoaringBitmap();

  private final Map<Long, RoaringBitmap> waiting = new HashMap<>();

  /** A copy to be written on its own. */
  MissingEnds copy() {
    MissingEnds copy = new MissingEnds();
    waiting.forEach((component, relations) -> copy.waiting.put(component, relations.clone()));
    return copy;
  }

  void add(long component, int relation) {
    waiting.computeIfAbsent(component, id -> new RoaringBitmap()).add(relation);
  }

  void remove(long component, int relation) {
    waiting.computeIfPresent(
        component,
        (id, relations) -> {
          relations.remove(relation);
          return relations.isEmpty() ? null : relations;
        });
  }

  /** The relations that waited for this component; they wait for it no longer. */
  RoaringBitmap take(long component) {
    RoaringBitmap relations = waiting.remove(component);
    return relations == null ? NONE : relations;
  }
}
