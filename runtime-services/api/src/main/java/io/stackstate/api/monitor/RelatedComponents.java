package io.stackstate.api.monitor;

import io.stackstate.model.change.DependencyDirection;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The components around one, each with how it is related and how far away it is, the nearest first
 * (health sheet, section 3.4). One that is reached in several ways counts as what comes first in
 * {@link Relation}. For one request.
 */
final class RelatedComponents {
  private static final int FARTHEST = 10;
  private static final int MOST = 2_000;

  private final TopologySnapshot snapshot;
  private final Map<Integer, Place> found = new LinkedHashMap<>();

  private RelatedComponents(TopologySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** What a component is to the one that is asked about. */
  enum Relation {
    /** The same. */
    SELF,
    /** It depends on this, directly or not. */
    DEPENDENCY,
    /** This depends on it. */
    IMPACTED,
    /** Some relations lead there. */
    RELATED
  }

  /**
   * @param distance how many relations lie between
   */
  record Place(Relation relation, int distance) {}

  /** By ordinal; at most {@value #FARTHEST} relations away, and at most {@value #MOST} in all. */
  static Map<Integer, Place> of(TopologySnapshot snapshot, int component) {
    RelatedComponents search = new RelatedComponents(snapshot);
    search.found.put(component, new Place(Relation.SELF, 0));
    for (Relation relation :
        new Relation[] {Relation.DEPENDENCY, Relation.IMPACTED, Relation.RELATED}) {
      search.walk(component, relation);
    }
    return Collections.unmodifiableMap(search.found);
  }

  /** Along the relations of one kind, through whatever was found before as well. */
  private void walk(int from, Relation relation) {
    Map<Integer, Integer> distances = new LinkedHashMap<>();
    Deque<Integer> open = new ArrayDeque<>();
    distances.put(from, 0);
    open.add(from);
    while (!open.isEmpty() && distances.size() < MOST) {
      int component = open.remove();
      int distance = distances.get(component) + 1;
      if (distance <= FARTHEST) {
        TopologySnapshot.RelationVisitor visit =
            (r, neighbour, direction) -> {
              if (snapshot.components().contains(neighbour)
                  && distances.putIfAbsent(neighbour, distance) == null) {
                open.add(neighbour);
              }
            };
        step(component, relation, visit);
      }
    }
    distances.forEach(
        (component, distance) -> found.putIfAbsent(component, new Place(relation, distance)));
  }

  private void step(int component, Relation relation, TopologySnapshot.RelationVisitor visit) {
    snapshot.forEachOutgoing(
        component,
        (r, neighbour, direction) -> {
          if (leads(relation, direction, true)) {
            visit.visit(r, neighbour, direction);
          }
        });
    snapshot.forEachIncoming(
        component,
        (r, neighbour, direction) -> {
          if (leads(relation, direction, false)) {
            visit.visit(r, neighbour, direction);
          }
        });
  }

  private static boolean leads(Relation relation, DependencyDirection direction, boolean outgoing) {
    return switch (relation) {
      case DEPENDENCY ->
          direction == DependencyDirection.BOTH
              || outgoing && direction == DependencyDirection.ONE_WAY;
      case IMPACTED ->
          direction == DependencyDirection.BOTH
              || !outgoing && direction == DependencyDirection.ONE_WAY;
      case SELF, RELATED -> true;
    };
  }
}
