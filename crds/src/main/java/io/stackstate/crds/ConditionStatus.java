package io.stackstate.crds;

/** The three values that a condition can have in Kubernetes. */
public enum ConditionStatus {
  True,
  False,
  Unknown
}
