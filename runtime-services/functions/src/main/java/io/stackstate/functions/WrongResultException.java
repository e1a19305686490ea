package io.stackstate.functions;

/**
 * A function returned something else than its kind must; the message says what and what was
 * expected.
 */
final class WrongResultException extends Exception {
  private static final long serialVersionUID = 1;

  WrongResultException(String message) {
    super(message, null, false, false);
  }
}
