package io.stackstate.functions.runtime;

/**
 * States as propagation functions see them, own and propagated ones on one scale (health sheet,
 * section 1.1): scripts compare them, and may return {@link #getIntValue()} instead.
 */
public enum PropagationState {
  UNINITIALIZED(0),
  UNKNOWN(1),
  CLEAR(2),
  DISABLED(3),
  PROPAGATION_ERROR(3),
  DEVIATING(4),
  FLAPPING(5),
  CRITICAL(6);

  private final int intValue;

  PropagationState(int intValue) {
    this.intValue = intValue;
  }

  public int getIntValue() {
    return intValue;
  }

  /** The state that a number returned by a script stands for. */
  public static PropagationState ofIntValue(long value) {
    if (value >= CRITICAL.intValue) {
      return CRITICAL;
    }
    if (value == FLAPPING.intValue) {
      return FLAPPING;
    }
    return value == DEVIATING.intValue ? DEVIATING : UNKNOWN;
  }
}
