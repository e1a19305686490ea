package io.stackstate.health.stream;

import io.stackstate.model.health.CheckState;

/** Receives what the fold changes, as it happens. */
public interface StateChanges {

  /**
   * A state came, changed, or went.
   *
   * @param before null for one that came
   * @param after null for one that went
   */
  void changed(StateKey key, CheckState before, CheckState after);
}
