package io.stackstate.telemetry.promql.syntax;

import io.stackstate.telemetry.metric.LabelMatcher;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** Reads PromQL and checks its types. Safe for any number of threads. */
public final class PromqlReader {
  /** In UTF-16 units; more than any list of a thousand hosts needs. */
  public static final int MAX_LENGTH = 65_536;

  /** Parentheses and brackets within others, so that no input can overflow the stack. */
  public static final int MAX_NESTING = 64;

  /** Operators in one query, because each may be an operand of the next. */
  public static final int MAX_OPERATORS = 400;

  private PromqlReader() {}

  /**
   * Reads a query.
   *
   * @throws PromqlSyntaxException when it is none, or its types are wrong
   */
  public static Expr read(String text, Intervals intervals) {
    PromqlParser parser = parser(text);
    return new ExprBuilder(intervals).build(parser.query().expression());
  }

  /**
   * Reads a selector without a range, as the ends of {@code /series} and {@code /labels} take it.
   *
   * @throws PromqlSyntaxException when it is anything else
   */
  public static List<LabelMatcher> readSelector(String text) {
    Expr expr = read(text, Intervals.ofInstant());
    if (expr instanceof Expr.VectorSelector selector && selector.shift().equals(TimeShift.NONE)) {
      return selector.matchers();
    }
    throw PromqlSyntaxException.atStart(
        "found an expression of type " + expr.type().text() + ", expected a selector of series");
  }

  private static PromqlParser parser(String text) {
    if (text.length() > MAX_LENGTH) {
      throw PromqlSyntaxException.atStart(
          "found a query of %,d characters, expected at most %,d"
              .formatted(text.length(), MAX_LENGTH));
    }
    if (text.isBlank()) {
      throw PromqlSyntaxException.atStart("no expression found in the query");
    }
    PromqlLexer lexer = new PromqlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    checkDepth(tokens.getTokens());
    PromqlParser parser = new PromqlParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new StopAtFirstError());
    return parser;
  }

  private static void checkDepth(List<Token> tokens) {
    int depth = 0;
    int operators = 0;
    for (Token token : tokens) {
      switch (token.getType()) {
        case PromqlLexer.LEFT_PAREN, PromqlLexer.LEFT_BRACKET -> depth++;
        case PromqlLexer.RIGHT_PAREN, PromqlLexer.RIGHT_BRACKET -> depth--;
        default -> operators += isOperator(token.getType()) ? 1 : 0;
      }
      if (depth > MAX_NESTING) {
        throw PromqlSyntaxException.at(
            token, "found parentheses nested deeper than " + MAX_NESTING);
      }
      if (operators > MAX_OPERATORS) {
        throw PromqlSyntaxException.at(
            token, "found more than " + MAX_OPERATORS + " operators in one query");
      }
    }
  }

  /** Brackets, offsets and times after an operand nest as operators do. */
  private static boolean isOperator(int type) {
    return (type >= PromqlLexer.AT && type <= PromqlLexer.LESS)
        || (type >= PromqlLexer.AND && type <= PromqlLexer.ATAN2)
        || type == PromqlLexer.OFFSET
        || type == PromqlLexer.COLON;
  }
}
