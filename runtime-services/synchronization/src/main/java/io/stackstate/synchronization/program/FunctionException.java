package io.stackstate.synchronization.program;

/**
 * A function does not compile, or failed. The message names the function, and the line where it is
 * known. Carries no stack trace: an element that fails costs no more than one that does not.
 */
public final class FunctionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean exhausting;

  /**
   * @param exhausting it has used up its time or memory, so that every call is expensive
   */
  public FunctionException(String message, boolean exhausting) {
    super(message, null, false, false);
    this.exhausting = exhausting;
  }

  public boolean isExhausting() {
    return exhausting;
  }
}
