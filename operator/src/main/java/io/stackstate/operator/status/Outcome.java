package io.stackstate.operator.status;

import java.time.Duration;

/** How one step of a reconciliation ended (operator sheet, section 5.2). */
public sealed interface Outcome {

  /** All of it is there and works. */
  record Done() implements Outcome {}

  /**
   * It is not there yet, and will be without anybody's doing.
   *
   * @param after when to look again if no watch tells anything before
   */
  record Waiting(String reason, String message, Duration after) implements Outcome {}

  /**
   * Somebody must change something; the message says what.
   *
   * @param after when to look again, in case that was done where no watch sees it
   */
  record Blocked(String reason, String message, Duration after) implements Outcome {}

  /** It did not work, and is tried again with growing delays. */
  record Failed(String reason, String message, RuntimeException cause) implements Outcome {}

  /** It was not tried, since a step that it needs is not done. */
  record Skipped(String message) implements Outcome {}

  /** True when steps that build on this one may run. */
  default boolean isDone() {
    return this instanceof Done;
  }
}
