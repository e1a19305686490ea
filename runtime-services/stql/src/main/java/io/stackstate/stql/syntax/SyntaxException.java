package io.stackstate.stql.syntax;

import org.antlr.v4.runtime.Token;

/** What is wrong with a query, and where. The message says what was found and what was expected. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  SyntaxException(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  static SyntaxException at(Token token, String found, String expected) {
    return at(token, found, expected, "");
  }

  /**
   * @param hint follows the message; blank, or starts with its own separator
   */
  static SyntaxException at(Token token, String found, String expected, String hint) {
    return new SyntaxException(
        token.getLine(),
        token.getCharPositionInLine() + 1,
        "found " + found + ", expected " + expected + hint);
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1, in code points. */
  public int column() {
    return column;
  }
}
