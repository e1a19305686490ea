package io.stackstate.health.propagation;

import io.stackstate.model.change.HealthState;

/** What checks say of an element itself, for rules, which see also what is healthy. */
public interface OwnStates {
  /** The own health of a component or relation, by its id. */
  HealthState health(long element);

  /** A {@code RunStateValue} (health sheet, section 1.1); UNKNOWN when no check says one. */
  String runState(long element);
}
