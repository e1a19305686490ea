package io.stackstate.operator.packages;

/** A package that cannot be had: the message says from where, what was found and expected. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean temporary;

  private FetchException(String reason, boolean temporary, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.temporary = temporary;
  }

  /** The same may succeed later. */
  static FetchException temporary(String message, Throwable cause) {
    return new FetchException("SourceUnavailable", true, message, cause);
  }

  static FetchException missing(String kind, String namespace, String name) {
    return new FetchException(
        kind + "NotFound",
        true,
        "there is no " + kind + " " + namespace + "/" + name + "; it goes on when there is",
        null);
  }

  /** The same fails again until somebody changes something. */
  static FetchException definite(String reason, String message) {
    return new FetchException(reason, false, message, null);
  }

  /** Why, in CamelCase, for programs. */
  public String reason() {
    return reason;
  }

  /** True when time may help. */
  public boolean isTemporary() {
    return temporary;
  }
}
