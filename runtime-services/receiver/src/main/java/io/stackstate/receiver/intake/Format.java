package io.stackstate.receiver.intake;

/** The JSON messages that the receiver reads. */
public enum Format {
  /** The common intake message (intake sheet, section 6). */
  INTAKE,
  /** Metrics of the core Agent (section 7). */
  SERIES,
  /** An array of service checks (section 6.6). */
  CHECK_RUN
}
