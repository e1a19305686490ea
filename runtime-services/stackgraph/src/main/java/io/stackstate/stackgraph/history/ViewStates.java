package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Relation;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.TopologyView;
import io.stackstate.topology.TopologySnapshot;
import java.util.Collection;

/** The elements of a view: its components, and the relations that have both ends among them. */
record ViewStates(TopologyView view) {

  /** The element with this id, or null when it is not in the view. */
  ElementState state(long id) {
    TopologySnapshot snapshot = view.snapshot();
    if (view.contains(id)) {
      return new ElementState.OfComponent(
          snapshot.component(snapshot.componentOrdinal(id)),
          snapshot.health(id),
          snapshot.propagatedHealth(id));
    }
    int ordinal = snapshot.relationOrdinal(id);
    if (ordinal < 0) {
      return null;
    }
    Relation relation = snapshot.relation(ordinal);
    if (!view.contains(relation.source()) || !view.contains(relation.target())) {
      return null;
    }
    return new ElementState.OfRelation(
        relation, snapshot.health(id), snapshot.propagatedHealth(id));
  }

  /** Adds the ids of the components that are not in the other view, and of their relations. */
  void addLeaving(TopologyView other, Collection<Long> ids) {
    TopologySnapshot snapshot = view.snapshot();
    view.components()
        .forEach(
            (int component) -> {
              long id = snapshot.componentId(component);
              if (!other.contains(id)) {
                ids.add(id);
                snapshot.forEachOutgoing(
                    component,
                    (relation, end, direction) -> ids.add(snapshot.relationId(relation)));
                snapshot.forEachIncoming(
                    component,
                    (relation, end, direction) -> ids.add(snapshot.relationId(relation)));
              }
            });
  }
}
