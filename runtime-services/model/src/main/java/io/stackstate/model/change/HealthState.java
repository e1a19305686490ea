package io.stackstate.model.change;

/** The health states of the product, in no order of severity. */
public enum HealthState {
  UNINITIALIZED,
  UNKNOWN,
  CLEAR,
  DISABLED,
  DEVIATING,
  FLAPPING,
  CRITICAL
}
