package io.stackstate.model.change;

/** The health states of the product, the least severe first (health sheet, section 1.1). */
public enum HealthState {
  UNINITIALIZED,
  UNKNOWN,
  CLEAR,
  DISABLED,
  DEVIATING,
  FLAPPING,
  CRITICAL
}
