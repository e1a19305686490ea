package io.stackstate.stql;

/**
 * A text that is no query. The message is for the person who wrote it: {@code line 1, column 8:
 * found ..., expected ...; did you mean ...?}
 */
public final class StqlParseException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  StqlParseException(int line, int column, String problem) {
    super("line " + line + ", column " + column + ": " + problem);
    this.line = line;
    this.column = column;
  }

  /** Where the problem is, from 1. */
  public int line() {
    return line;
  }

  /** Where the problem is, from 1, in code points. */
  public int column() {
    return column;
  }
}
