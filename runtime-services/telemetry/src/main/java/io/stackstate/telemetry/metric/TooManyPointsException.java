package io.stackstate.telemetry.metric;

/** A question would be answered with more points or series than it may; its message says so. */
public final class TooManyPointsException extends Exception {
  private static final long serialVersionUID = 1L;

  public TooManyPointsException(String message) {
    super(message);
  }
}
