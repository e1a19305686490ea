package io.stackstate.api.check;

/** A stream of metrics that has no values, and why. */
final class BrokenStreamException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenStreamException(String message) {
    super(message);
  }
}
