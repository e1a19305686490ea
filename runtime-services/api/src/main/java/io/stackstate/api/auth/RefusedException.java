package io.stackstate.api.auth;

/** Who sends a request is not known, or cannot be found out now. Its message is for the sender. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status 401, or 503 when the same credentials may do later
   */
  public RefusedException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
