package io.stackstate.telemetry.metric;

/** The store of metrics does not answer, or there is none; its message says so to people. */
public final class MetricsUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public MetricsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public MetricsUnavailableException(String message) {
    super(message);
  }
}
