package io.stackstate.stql;

import io.stackstate.model.change.DependencyDirection;
import io.stackstate.stql.expression.Direction;
import io.stackstate.topology.TopologySnapshot;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The walk of {@code withNeighborsOf}, breadth first (query sheet section 2.1). One use, one
 * thread.
 */
final class Traversal {
  private final TopologySnapshot snapshot;
  private final Direction direction;
  private final LoadedElements loaded;
  private final Deadline deadline;
  private final RoaringBitmap visited;
  private RoaringBitmap frontier;
  private RoaringBitmap next;

  /**
   * @param seed is loaded already, and not modified
   */
  Traversal(
      TopologySnapshot snapshot,
      RoaringBitmap seed,
      Direction direction,
      LoadedElements loaded,
      Deadline deadline) {
    this.snapshot = snapshot;
    this.direction = direction;
    this.loaded = loaded;
    this.deadline = deadline;
    this.visited = seed.clone();
    this.frontier = seed;
  }

  /** The seed and everything within so many hops. */
  RoaringBitmap walk(int levels) throws QueryTooLargeException, QueryTimeoutException {
    for (int level = 0; level < levels && !frontier.isEmpty(); level++) {
      next = new RoaringBitmap();
      PeekableIntIterator components = frontier.getIntIterator();
      while (components.hasNext()) {
        hop(components.next());
        loaded.check();
        deadline.check();
      }
      frontier = next;
    }
    return visited;
  }

  private void hop(int component) {
    snapshot.forEachOutgoing(
        component,
        (relation, neighbour, dependency) -> {
          if (followsOutgoing(dependency)) {
            cross(relation, neighbour);
          }
        });
    snapshot.forEachIncoming(
        component,
        (relation, neighbour, dependency) -> {
          if (followsIncoming(dependency)) {
            cross(relation, neighbour);
          }
        });
  }

  private boolean followsOutgoing(DependencyDirection dependency) {
    return switch (direction) {
      case DOWN -> dependency != DependencyDirection.NONE;
      case UP -> dependency == DependencyDirection.BOTH;
      case BOTH -> true;
    };
  }

  private boolean followsIncoming(DependencyDirection dependency) {
    return switch (direction) {
      case DOWN -> dependency == DependencyDirection.BOTH;
      case UP -> dependency != DependencyDirection.NONE;
      case BOTH -> true;
    };
  }

  private void cross(int relation, int neighbour) {
    if (loaded.crossed(relation, neighbour) && visited.checkedAdd(neighbour)) {
      next.add(neighbour);
    }
  }
}
