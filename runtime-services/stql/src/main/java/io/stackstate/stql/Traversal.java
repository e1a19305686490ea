package io.stackstate.stql;

import io.stackstate.model.change.DependencyDirection;
import io.stackstate.stql.LoadedElements.Before;
import io.stackstate.stql.expression.Direction;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The walk of {@code withNeighborsOf}, breadth first (query sheet section 2.1). One use, one
 * thread.
 */
final class Traversal {
  private final TopologySnapshot snapshot;
  private final int followed;
  private final LoadedElements loaded;
  private final Deadline deadline;
  private final VisitedSet visited;
  private Before before;

  /**
   * @param visited empty
   */
  Traversal(
      TopologySnapshot snapshot,
      Direction direction,
      LoadedElements loaded,
      Deadline deadline,
      VisitedSet visited) {
    this.snapshot = snapshot;
    this.followed = followed(direction);
    this.loaded = loaded;
    this.deadline = deadline;
    this.visited = visited;
  }

  /**
   * The seed and everything within so many hops.
   *
   * @param seed is not modified
   */
  RoaringBitmap walk(RoaringBitmap seed, int levels)
      throws QueryTooLargeException, QueryTimeoutException {
    before = loaded.begins(seed);
    if (seed.isEmpty()) {
      return new RoaringBitmap();
    }
    start(seed);
    boolean alone = loaded.countsAll(before);
    int from = 0;
    for (int level = 0; level < levels && from < visited.size(); level++) {
      int to = visited.size();
      for (int i = from; i < to; i++) {
        deadline.step();
        if (alone) {
          visit(visited.get(i));
        } else {
          expand(visited.get(i));
        }
        loaded.check();
      }
      from = to;
    }
    RoaringBitmap all = visited.toBitmap();
    loaded.visited(all, before);
    return all;
  }

  private void start(RoaringBitmap seed) {
    visited.cover(snapshot.components().last());
    PeekableIntIterator components = seed.getIntIterator();
    while (components.hasNext()) {
      visited.add(components.next());
    }
  }

  /** As {@link #expand}, where nothing of what it finds can have been loaded by anybody else. */
  private void visit(int component) {
    int reached = visited.size();
    int crossed = visited.expand(component, snapshot.links(component), followed);
    loaded.more(crossed + visited.size() - reached);
  }

  private void expand(int component) {
    visited.expand(component);
    Links links = snapshot.links(component);
    int size = links.size();
    for (int i = 0; i < size && !loaded.isTooMany(); i++) {
      int kind = links.kind(i);
      if (follows(kind)) {
        int neighbour = links.neighbour(i);
        if (visited.add(neighbour)) {
          loaded.crosses(links.relation(i));
          loaded.reaches(neighbour, before);
        } else if (!wasCrossed(component, neighbour, kind)) {
          loaded.crosses(links.relation(i));
        }
      }
    }
  }

  /** Whether this walk crossed the relation from its other end. */
  private boolean wasCrossed(int component, int neighbour, int kind) {
    int other = Links.fromOtherEnd(kind);
    return follows(other)
        && (neighbour == component ? kind > other : visited.isExpanded(neighbour));
  }

  private boolean follows(int kind) {
    return (followed >>> kind & 1) != 0;
  }

  /** The kinds of relations that lead on, as bits. */
  private static int followed(Direction direction) {
    int bits = 0;
    for (DependencyDirection dependency : DependencyDirection.values()) {
      boolean mutual = dependency == DependencyDirection.BOTH;
      boolean none = dependency == DependencyDirection.NONE;
      boolean outgoing =
          direction == Direction.BOTH || mutual || (direction == Direction.DOWN && !none);
      boolean incoming =
          direction == Direction.BOTH || mutual || (direction == Direction.UP && !none);
      bits |= outgoing ? 1 << Links.kind(dependency, true) : 0;
      bits |= incoming ? 1 << Links.kind(dependency, false) : 0;
    }
    return bits;
  }
}
