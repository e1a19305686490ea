package io.stackstate.stackgraph;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;

/**
 * A component or relation with its health, as of one moment. Immutable.
 *
 * <p>Equal states say the same; the time of the last update is not part of them.
 */
public sealed interface ElementState {

  /** The id of the element. */
  long id();

  /** Its own health; {@code UNKNOWN} when nobody reported one. */
  HealthState health();

  HealthState propagatedHealth();

  /** A component as it was. */
  record OfComponent(Component component, HealthState health, HealthState propagatedHealth)
      implements ElementState {
    @Override
    public long id() {
      return component.id();
    }
  }

  /** A relation as it was; its components need not be there. */
  record OfRelation(Relation relation, HealthState health, HealthState propagatedHealth)
      implements ElementState {
    @Override
    public long id() {
      return relation.id();
    }
  }
}
