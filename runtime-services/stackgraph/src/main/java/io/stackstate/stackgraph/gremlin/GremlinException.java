package io.stackstate.stackgraph.gremlin;

/** A traversal has no answer; the message is one line that says why. */
public final class GremlinException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kept it from an answer. */
  public enum Reason {
    /** The text is no traversal; the message has line and column. */
    SYNTAX,
    /** It asks for what is not offered here. */
    FORBIDDEN,
    /** Its time ended, or nobody waits for it any more. */
    TIMEOUT,
    /** It passes a limit. */
    TOO_LARGE,
    /** It failed while it ran, as traversals do that ask a number for its name. */
    FAILED
  }

  private final Reason reason;

  GremlinException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  GremlinException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
