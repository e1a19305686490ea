package io.stackstate.health.propagation;

import io.stackstate.model.change.HealthState;

/**
 * Decides the propagated state of a component in place of the usual rule: a propagation function
 * with its arguments (health sheet, section 5.3). For the thread of the service.
 */
public interface Rule {
  /** The id of the settings node of the function. */
  long function();

  /** What the state is, from what is around the component; never throws. */
  Verdict decide(Surroundings around);

  /**
   * What a rule comes to.
   *
   * @param state what propagates; UNKNOWN with an error
   * @param error why there is none; null when there is one
   */
  record Verdict(HealthState state, String error) {
    public static Verdict of(HealthState state) {
      return new Verdict(state, null);
    }

    public static Verdict failed(String error) {
      return new Verdict(HealthState.UNKNOWN, error);
    }
  }
}
