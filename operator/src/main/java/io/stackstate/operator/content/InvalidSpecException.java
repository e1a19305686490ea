package io.stackstate.operator.content;

/** The spec breaks a rule that only code can check; the message names field, found, expected. */
public final class InvalidSpecException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidSpecException(String message) {
    super(message);
  }
}
