package io.stackstate.telemetry.promql;

/** A query cannot be answered; its message says why to people. */
public final class PromqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, by the names that Prometheus has for it. */
  public enum Kind {
    /** The request itself. */
    BAD_DATA,
    /** What the query does with the data that there is. */
    EXECUTION,
    TIMEOUT,
    /** Nobody waits for the answer. */
    CANCELED
  }

  private final Kind kind;

  PromqlException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  static PromqlException execution(String message) {
    return new PromqlException(Kind.EXECUTION, message);
  }

  public Kind kind() {
    return kind;
  }
}
