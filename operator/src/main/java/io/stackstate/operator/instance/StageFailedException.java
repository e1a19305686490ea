package io.stackstate.operator.instance;

import io.stackstate.crds.instance.StackStateInstance;

/** A stage could not be finished; carries the status that says so. */
final class StageFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StackStateInstance instance;
  private final boolean changed;

  StageFailedException(StackStateInstance instance, boolean changed, RuntimeException cause) {
    super(cause.getMessage(), cause);
    this.instance = instance;
    this.changed = changed;
  }

  /** With its new status. */
  StackStateInstance instance() {
    return instance;
  }

  /** Whether that status differs from the one before. */
  boolean changed() {
    return changed;
  }
}
