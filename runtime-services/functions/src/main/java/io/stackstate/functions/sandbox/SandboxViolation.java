package io.stackstate.functions.sandbox;

/**
 * A script tried what it may not do. The run fails even when the script catches this: the running
 * {@link Execution} remembers it.
 */
public final class SandboxViolation extends SecurityException {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /** Found in the source; line and column count from 1, 0 where not known. */
  SandboxViolation(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** Found while running, by the sandbox or by a script API that a script may not use. */
  public static SandboxViolation at(String message) {
    SandboxViolation violation = new SandboxViolation(message, 0, 0);
    Execution.remember(violation);
    return violation;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
