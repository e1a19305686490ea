package io.stackstate.stackgraph;

/** The store cannot be used; the message is one line that says why, fit for an operator's eyes. */
public class StackGraphException extends RuntimeException {

  public StackGraphException(String message) {
    super(message);
  }

  public StackGraphException(String message, Throwable cause) {
    super(message, cause);
  }
}
