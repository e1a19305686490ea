package io.stackstate.synchronization.external;

import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;

/**
 * Learns which types, layers, domains and environments elements have, restored ones included: so
 * templates find after a restart what they found before it.
 */
public interface NamesInUse {
  /** Learns nothing. */
  NamesInUse IGNORED = (nodeType, name) -> {};

  /** An element has it. */
  void inUse(String nodeType, String name);

  /** Tells all that a component has. */
  default void ofComponent(Component component) {
    inUse("ComponentType", component.type());
    inUse("Layer", component.layer());
    inUse("Domain", component.domain());
    component.environments().forEach(environment -> inUse("Environment", environment));
  }

  /** Tells all that a relation has. */
  default void ofRelation(Relation relation) {
    inUse("RelationType", relation.type());
  }
}
