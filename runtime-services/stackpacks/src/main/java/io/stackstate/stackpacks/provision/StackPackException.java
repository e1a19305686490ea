package io.stackstate.stackpacks.provision;

/** A request about StackPacks cannot be carried out; the message says why. */
public final class StackPackException extends Exception {
  /** Whether what was asked for does not exist, or may not be done. */
  public enum Kind {
    NOT_FOUND,
    REJECTED
  }

  private final Kind kind;

  public StackPackException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static StackPackException rejected(String message) {
    return new StackPackException(Kind.REJECTED, message);
  }

  static StackPackException notFound(String message) {
    return new StackPackException(Kind.NOT_FOUND, message);
  }

  public Kind kind() {
    return kind;
  }
}
