package io.stackstate.telemetry.promql.syntax;

import org.antlr.v4.runtime.Token;

/** A text is no PromQL; the message says where, what was found and what was expected. */
public final class PromqlSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  private PromqlSyntaxException(int line, int column, String message) {
    super(line + ":" + column + ": parse error: " + message, null, false, false);
    this.line = line;
    this.column = column;
  }

  static PromqlSyntaxException at(Token token, String message) {
    return new PromqlSyntaxException(token.getLine(), token.getCharPositionInLine() + 1, message);
  }

  static PromqlSyntaxException atStart(String message) {
    return new PromqlSyntaxException(1, 1, message);
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
