package io.stackstate.stql.syntax;

import io.stackstate.stql.expression.Expression;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Reads the text of queries. Safe for any number of threads. */
public final class QueryReader {
  /** In UTF-16 units; more than any list of a thousand identifiers needs. */
  public static final int MAX_LENGTH = 262_144;

  /** Parentheses within parentheses, so that no input can overflow the stack. */
  public static final int MAX_NESTING = 100;

  private QueryReader() {}

  /**
   * Reads any query.
   *
   * @throws SyntaxException when it is none
   */
  public static Expression read(String text) {
    return read(text, true);
  }

  /**
   * Reads a query in which no function may stand, as a scope.
   *
   * @throws SyntaxException when it is none, or uses a function
   */
  public static Expression readFilters(String text) {
    return read(text, false);
  }

  private static Expression read(String text, boolean functions) {
    if (text.length() > MAX_LENGTH) {
      throw new SyntaxException(
          1,
          1,
          "found a query of %,d characters, expected at most %,d"
              .formatted(text.length(), MAX_LENGTH));
    }
    StqlLexer lexer = new StqlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    checkNesting(tokens);
    StqlParser parser = new StqlParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new StopAtFirstError());
    return new ExpressionBuilder(functions).query(parser.query());
  }

  private static void checkNesting(CommonTokenStream tokens) {
    int depth = 0;
    for (Token token : tokens.getTokens()) {
      if (token.getType() == StqlLexer.OPEN && ++depth > MAX_NESTING) {
        throw SyntaxException.at(
            token,
            "parentheses nested more than %d deep".formatted(MAX_NESTING),
            "at most %d".formatted(MAX_NESTING));
      } else if (token.getType() == StqlLexer.CLOSE) {
        depth--;
      }
    }
  }
}
