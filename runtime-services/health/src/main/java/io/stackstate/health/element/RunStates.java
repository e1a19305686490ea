package io.stackstate.health.element;

import io.stackstate.model.health.BoundCheckState;
import java.util.List;

/** The run state of a component, which is no part of its health; pure. */
final class RunStates {
  /** No check says one. */
  static final String UNKNOWN = "UNKNOWN";

  private RunStates() {}

  /** What the first check that says one says, in the order of their ids. */
  static String of(List<BoundCheckState> checks) {
    for (BoundCheckState check : checks) {
      if (check.details() != null && check.details().runState() != null) {
        return check.details().runState();
      }
    }
    return UNKNOWN;
  }
}
