package io.stackstate.model.change;

/** Which end of a relation depends on the other; health flows against it. */
public enum DependencyDirection {
  /** The source depends on the target. */
  ONE_WAY,
  /** Each end depends on the other. */
  BOTH,
  NONE
}
