package io.stackstate.health.propagation;

import io.stackstate.model.change.HealthState;
import io.stackstate.topology.TopologySnapshot;

/**
 * A component and what it depends on while its state is decided. Valid during that decision only.
 */
public interface Surroundings {
  TopologySnapshot topology();

  /** The ordinal of the component. */
  int component();

  /** The state that the usual rule gives. */
  HealthState auto();

  /** How many relations the component depends through, each counted once. */
  int dependencies();

  /** The ordinal of one of these relations. */
  int relation(int index);

  /** The propagated state of that relation. */
  HealthState state(int index);

  /** The own health of an element, by its id. */
  HealthState own(long id);

  /** The run state of an element, by its id; see {@link OwnStates#runState}. */
  String runState(long id);

  /** The propagated health of any component, by its ordinal. */
  HealthState propagated(int component);
}
