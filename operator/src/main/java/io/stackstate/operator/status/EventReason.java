package io.stackstate.operator.status;

/** All that the operator tells by events about an instance (operator sheet, section 6). */
public enum EventReason {
  Created(false),
  Ready(false),
  Waiting(false),
  Blocked(true),
  Failed(true),
  Upgrading(false),
  Upgraded(false),
  UpgradeRolledBack(true),
  DriftCorrected(true),
  Paused(false),
  Resumed(false),
  Deleted(false),
  Suspended(false);

  private final boolean warning;

  EventReason(boolean warning) {
    this.warning = warning;
  }

  /** One of the two types that Kubernetes has. */
  public String type() {
    return warning ? "Warning" : "Normal";
  }
}
