package io.stackstate.api.cause;

import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How many dependencies lie between the members of a problem and its root cause. Pure. */
public final class CauseDistances {
  private final TopologySnapshot snapshot;
  private final UnhealthyWalk walk;
  private final Map<Integer, Integer> distances = new HashMap<>();
  private final Deque<Integer> open = new ArrayDeque<>();

  private CauseDistances(TopologySnapshot snapshot) {
    this.snapshot = snapshot;
    this.walk = new UnhealthyWalk(snapshot);
  }

  /** By the id of the member; those from which no way is known are left out. */
  public static Map<Long, Integer> of(TopologySnapshot snapshot, Problem problem) {
    CauseDistances search = new CauseDistances(snapshot);
    search.from(problem.rootCause().elementId());
    search.spread();
    Map<Long, Integer> found = new HashMap<>();
    found.put(problem.rootCause().elementId(), 0);
    for (Problem.Cause cause : problem.contributing()) {
      int distance = search.distance(cause.elementId());
      if (distance >= 0) {
        found.putIfAbsent(cause.elementId(), distance);
      }
    }
    return found;
  }

  private void from(long root) {
    int component = snapshot.componentOrdinal(root);
    int relation = component < 0 ? snapshot.relationOrdinal(root) : -1;
    if (component >= 0) {
      reach(component, 0);
    } else if (relation >= 0) {
      int source = snapshot.componentOrdinal(snapshot.relation(relation).source());
      if (source >= 0) {
        reach(source, 1);
      }
    }
  }

  private void reach(int component, int distance) {
    if (distances.putIfAbsent(component, distance) == null) {
      open.add(component);
    }
  }

  private void spread() {
    while (!open.isEmpty()) {
      int component = open.remove();
      int next = distances.get(component) + 1;
      walk.forEachDependent(component, dependent -> reach(dependent, next));
    }
  }

  private int distance(long id) {
    int component = snapshot.componentOrdinal(id);
    if (component >= 0) {
      return distances.getOrDefault(component, -1);
    }
    int ordinal = snapshot.relationOrdinal(id);
    if (ordinal < 0) {
      return -1;
    }
    Relation relation = snapshot.relation(ordinal);
    int target = snapshot.componentOrdinal(relation.target());
    return target < 0 ? -1 : distances.getOrDefault(target, -1);
  }
}
