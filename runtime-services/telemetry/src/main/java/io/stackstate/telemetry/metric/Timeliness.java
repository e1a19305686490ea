package io.stackstate.telemetry.metric;

/** Whether points come at a time at which they can be stored. */
public enum Timeliness {
  IN_TIME,
  /** Their day would be dropped already. */
  OUTDATED,
  /** They lie in the future. */
  AHEAD
}
