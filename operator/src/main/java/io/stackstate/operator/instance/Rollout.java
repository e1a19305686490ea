package io.stackstate.operator.instance;

import java.util.Optional;

/**
 * How the version of an instance stands.
 *
 * @param plan what is to be done
 * @param asked the version that the spec, or else the operator, asks for
 */
record Rollout(VersionPlan plan, String asked, StoreEvidence evidence, Setback setback) {
  /** A reason for a program and a message for a person. */
  record Why(String reason, String message) {}

  /** Why the version that is asked for does not come, if so. */
  Optional<Why> blocked() {
    if (setback instanceof Setback.Back back) {
      return Optional.of(new Why("RolledBack", back.message()));
    }
    if (setback instanceof Setback.Impossible impossible) {
      return Optional.of(new Why(impossible.reason(), impossible.message()));
    }
    return plan instanceof VersionPlan.Hold hold
        ? Optional.of(new Why(hold.reason(), hold.message()))
        : Optional.empty();
  }
}
