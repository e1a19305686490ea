package io.stackstate.automation.output.http;

/** A body is above the limit of its output; nothing was sent. */
public final class BodyTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BodyTooLargeException(int size, int max) {
    super("body: found " + size + " bytes, expected at most " + max, null, false, false);
  }
}
