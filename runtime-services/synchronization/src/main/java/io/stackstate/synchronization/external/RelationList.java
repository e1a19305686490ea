package io.stackstate.synchronization.external;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The relations at one end of a component, in no order. Each relation knows its place, so removal
 * costs the same for a component with a hundred thousand relations. One array, and none when empty.
 */
final class RelationList {
  private static final ExternalRelation[] NONE = {};

  private final End end;
  private ExternalRelation[] relations = NONE;
  private int size;

  RelationList(End end) {
    this.end = end;
  }

  void add(ExternalRelation relation) {
    if (size == relations.length) {
      relations = Arrays.copyOf(relations, Math.max(2, size + (size >> 1)));
    }
    relations[size] = relation;
    place(relation, size++);
  }

  void remove(ExternalRelation relation) {
    int hole = end == End.SOURCE ? relation.placeAtSource : relation.placeAtTarget;
    ExternalRelation last = relations[--size];
    relations[hole] = last;
    relations[size] = null;
    place(last, hole);
    if (size == 0) {
      relations = NONE;
    }
  }

  void forEach(Consumer<ExternalRelation> visitor) {
    for (int i = 0; i < size; i++) {
      visitor.accept(relations[i]);
    }
  }

  /** A copy, to change the list while walking over it. */
  List<ExternalRelation> copy() {
    return List.of(Arrays.copyOf(relations, size));
  }

  private void place(ExternalRelation relation, int place) {
    if (end == End.SOURCE) {
      relation.placeAtSource = place;
    } else {
      relation.placeAtTarget = place;
    }
  }

  enum End {
    SOURCE,
    TARGET
  }
}
