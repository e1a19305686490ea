package io.stackstate.model.check;

/** A definition of a stream or check is wrong; the message names the field. */
final class InvalidCheckException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidCheckException(String field, String found, String expected) {
    this(field + ": found " + found + ", expected " + expected);
  }

  InvalidCheckException(String message) {
    super(message, null, false, false);
  }
}
