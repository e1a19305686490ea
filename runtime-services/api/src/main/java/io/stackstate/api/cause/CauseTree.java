package io.stackstate.api.cause;

import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import org.roaringbitmap.RoaringBitmap;

/** What a result shows of the causes outside of it. Pure. */
public final class CauseTree {
  private final TopologySnapshot snapshot;
  private final UnhealthyWalk walk;

  private CauseTree(TopologySnapshot snapshot) {
    this.snapshot = snapshot;
    this.walk = new UnhealthyWalk(snapshot);
  }

  /**
   * The components of a result with those that the mode adds. Takes time in proportion to what is
   * unhealthy below the result.
   *
   * @param result ordinals of the snapshot; not modified
   */
  public static RoaringBitmap of(
      TopologySnapshot snapshot, RoaringBitmap result, RootCauseMode mode) {
    CauseTree tree = new CauseTree(snapshot);
    return switch (mode) {
      case NO_CAUSE -> result;
      case FULL_CAUSE_TREE -> RoaringBitmap.or(result, tree.below(result));
      case CAUSE_ONLY -> RoaringBitmap.or(result, tree.roots(tree.below(result)));
    };
  }

  private RoaringBitmap below(RoaringBitmap result) {
    RoaringBitmap seen = new RoaringBitmap();
    Deque<Integer> open = new ArrayDeque<>();
    result.forEach(
        (int component) -> {
          if (walk.isAffected(component)) {
            seen.add(component);
            open.add(component);
          }
        });
    while (!open.isEmpty()) {
      walk.forEachDependency(
          open.remove(),
          dependency -> {
            if (seen.checkedAdd(dependency)) {
              open.add(dependency);
            }
          });
    }
    return seen;
  }

  /** The root causes among some components; of a relation that is one, both ends. */
  private RoaringBitmap roots(RoaringBitmap among) {
    RoaringBitmap roots = new RoaringBitmap();
    for (Problem problem : snapshot.problems()) {
      long id = problem.rootCause().elementId();
      int component = snapshot.componentOrdinal(id);
      int relation = component < 0 ? snapshot.relationOrdinal(id) : -1;
      if (component >= 0 && among.contains(component)) {
        roots.add(component);
      } else if (relation >= 0) {
        addEnds(roots, among, snapshot.relation(relation));
      }
    }
    return roots;
  }

  private void addEnds(RoaringBitmap roots, RoaringBitmap among, Relation relation) {
    int source = snapshot.componentOrdinal(relation.source());
    int target = snapshot.componentOrdinal(relation.target());
    if (source >= 0 && target >= 0 && among.contains(source)) {
      roots.add(source);
      roots.add(target);
    }
  }
}
