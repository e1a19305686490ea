package io.stackstate.automation.output;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one attempt (health sheet, section 13.3 item 4). Messages are for people: short,
 * and without secrets.
 */
public sealed interface Outcome {

  /**
   * The receiver has it.
   *
   * @param remoteReference what to give to the next delivery of the same notification: the key of a
   *     ticket, the time stamp of a chat message; empty where there is none
   */
  record Delivered(Optional<String> remoteReference) implements Outcome {}

  /**
   * May work later.
   *
   * @param after the least time to wait, where the receiver asked for one
   */
  record Retry(FailureCategory category, String message, Optional<Duration> after)
      implements Outcome {}

  /** Will not work however often it is tried. */
  record Refused(FailureCategory category, String message) implements Outcome {}

  /** The receiver does not accept the credentials, or they are missing: retry slowly. */
  record AuthFailed(String message) implements Outcome {}

  /** The receiver asks never to be called again (410). */
  record Gone(String message) implements Outcome {}
}
