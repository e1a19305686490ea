package io.stackstate.stql.syntax;

import org.antlr.v4.runtime.Token;

/** What is wrong with a query, and where. The message says what was found and what was expected. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final int start;
  private final int end;

  /** Concerns a whole text of this many code points. */
  SyntaxException(int length, String message) {
    super(message);
    this.line = 1;
    this.column = 1;
    this.start = 0;
    this.end = length;
  }

  private SyntaxException(Token token, String message) {
    super(message);
    this.line = token.getLine();
    this.column = token.getCharPositionInLine() + 1;
    this.start = token.getStartIndex();
    this.end = Math.max(start, token.getStopIndex() + 1);
  }

  static SyntaxException at(Token token, String found, String expected) {
    return at(token, found, expected, "");
  }

  /**
   * @param hint follows the message; blank, or starts with its own separator
   */
  static SyntaxException at(Token token, String found, String expected, String hint) {
    return new SyntaxException(token, "found " + found + ", expected " + expected + hint);
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1, in code points. */
  public int column() {
    return column;
  }

  /** Where the wrong part starts in the whole text, from 0, in code points. */
  public int start() {
    return start;
  }

  /** Where it ends, exclusive; equal to the start where something is missing. */
  public int end() {
    return end;
  }
}
