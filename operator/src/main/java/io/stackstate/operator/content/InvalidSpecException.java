package io.stackstate.operator.content;

import io.stackstate.operator.status.Verdict;

/** The spec breaks a rule that only code can check; the message names field, found, expected. */
public final class InvalidSpecException extends ContentException {
  private static final long serialVersionUID = 1L;

  public InvalidSpecException(String message) {
    super(Verdict.stalled("InvalidSpec", message));
  }
}
