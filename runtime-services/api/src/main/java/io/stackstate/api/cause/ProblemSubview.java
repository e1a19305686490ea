package io.stackstate.api.cause;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import org.roaringbitmap.RoaringBitmap;

/**
 * The components that people look at to understand a problem: its members, what these directly
 * depend on, and what is affected by them (health sheet, section 7.1). Pure.
 */
public final class ProblemSubview {
  private final TopologySnapshot snapshot;
  private final UnhealthyWalk walk;
  private final RoaringBitmap members = new RoaringBitmap();

  private ProblemSubview(TopologySnapshot snapshot) {
    this.snapshot = snapshot;
    this.walk = new UnhealthyWalk(snapshot);
  }

  /** Ordinals of the snapshot. */
  public static RoaringBitmap of(TopologySnapshot snapshot, Problem problem) {
    ProblemSubview subview = new ProblemSubview(snapshot);
    subview.addMember(problem.rootCause().elementId());
    problem.contributing().forEach(cause -> subview.addMember(cause.elementId()));
    return subview.withContext();
  }

  private void addMember(long id) {
    int component = snapshot.componentOrdinal(id);
    int relation = component < 0 ? snapshot.relationOrdinal(id) : -1;
    if (component >= 0) {
      members.add(component);
    } else if (relation >= 0) {
      Relation ends = snapshot.relation(relation);
      addIfThere(ends.source());
      addIfThere(ends.target());
    }
  }

  private void addIfThere(long id) {
    int component = snapshot.componentOrdinal(id);
    if (component >= 0) {
      members.add(component);
    }
  }

  private RoaringBitmap withContext() {
    RoaringBitmap all = members.clone();
    members.forEach(
        (int member) ->
            walk.forEachDirectDependency(
                member,
                dependency -> {
                  if (!UnhealthyWalk.isUnhealthy(health(dependency))) {
                    all.add(dependency);
                  }
                }));
    Deque<Integer> open = new ArrayDeque<>();
    members.forEach((int member) -> open.add(member));
    RoaringBitmap seen = members.clone();
    while (!open.isEmpty()) {
      walk.forEachDependent(
          open.remove(),
          dependent -> {
            if (seen.checkedAdd(dependent)) {
              open.add(dependent);
              // What is unhealthy by itself and no member belongs to another problem.
              if (!UnhealthyWalk.isUnhealthy(health(dependent))) {
                all.add(dependent);
              }
            }
          });
    }
    all.and(snapshot.components());
    return all;
  }

  private HealthState health(int component) {
    return snapshot.health(snapshot.componentId(component));
  }
}
