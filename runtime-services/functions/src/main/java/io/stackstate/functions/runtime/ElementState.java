package io.stackstate.functions.runtime;

/** The two states of an element, as {@code stateChangesRepository.getState} gives them. */
public record ElementState(PropagationState healthState, PropagationState propagatedHealthState) {
  public PropagationState getHealthState() {
    return healthState;
  }

  public PropagationState getPropagatedHealthState() {
    return propagatedHealthState;
  }
}
