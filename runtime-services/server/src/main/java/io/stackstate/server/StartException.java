package io.stackstate.server;

/**
 * The process cannot start for a reason its user can mend; the message is one line that says how.
 */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
