package io.stackstate.health.element;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import java.util.List;

/**
 * How the own health of an element follows from the check states that are about it (health sheet,
 * section 1.2): it is the most severe of them, and UNKNOWN without any.
 *
 * @param disabledCounts whether a check that is switched off is a state like others, less severe
 *     than DEVIATING; otherwise it is as if it were not there
 */
public record OwnHealth(boolean disabledCounts) {
  /** What is switched off does not count. */
  public static final OwnHealth DEFAULT = new OwnHealth(false);

  HealthState of(List<BoundCheckState> states) {
    HealthState most = HealthState.UNKNOWN;
    for (BoundCheckState state : states) {
      boolean counts = disabledCounts || state.health() != HealthState.DISABLED;
      if (counts && state.health().compareTo(most) > 0) {
        most = state.health();
      }
    }
    return most;
  }
}
