package io.stackstate.api.cause;

import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.TopologySnapshot;
import java.util.function.IntConsumer;

/**
 * The ways that an unhealthy state takes through a snapshot, by the ordinals of components (health
 * sheet, section 7.3, item 1). Immutable.
 */
record UnhealthyWalk(TopologySnapshot snapshot) {

  static boolean isUnhealthy(HealthState state) {
    return state.compareTo(HealthState.DEVIATING) >= 0;
  }

  /** Whether something is wrong with the component or with what it depends on. */
  boolean isAffected(int component) {
    return isUnhealthy(snapshot.propagatedHealth(snapshot.componentId(component)));
  }

  /** Visits the components that the state of an affected one comes from; some of them twice. */
  void forEachDependency(int component, IntConsumer visitor) {
    if (isAffected(component)) {
      forEachNeighbour(component, true, n -> ifAffected(n, visitor));
    }
  }

  /** Visits the components that the state of an affected one goes to; some of them twice. */
  void forEachDependent(int component, IntConsumer visitor) {
    if (isAffected(component)) {
      forEachNeighbour(component, false, n -> ifAffected(n, visitor));
    }
  }

  private void ifAffected(int component, IntConsumer visitor) {
    if (isAffected(component)) {
      visitor.accept(component);
    }
  }

  /** Visits what a component depends on, healthy or not. */
  void forEachDirectDependency(int component, IntConsumer visitor) {
    forEachNeighbour(component, true, visitor);
  }

  private void forEachNeighbour(int component, boolean dependencies, IntConsumer visitor) {
    snapshot.forEachOutgoing(
        component, (r, neighbour, d) -> visitIf(depends(d, dependencies), neighbour, visitor));
    snapshot.forEachIncoming(
        component, (r, neighbour, d) -> visitIf(depends(d, !dependencies), neighbour, visitor));
  }

  /** Whether an end of a relation depends on the other; of a plain line neither does. */
  private static boolean depends(DependencyDirection direction, boolean source) {
    return direction == DependencyDirection.BOTH
        || source && direction == DependencyDirection.ONE_WAY;
  }

  private static void visitIf(boolean condition, int component, IntConsumer visitor) {
    if (condition) {
      visitor.accept(component);
    }
  }
}
