package io.stackstate.stql.syntax;

import io.stackstate.stql.expression.Key;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Turns the parser's first error into a {@link SyntaxException}, instead of guessing on. */
final class StopAtFirstError extends DefaultErrorStrategy {
  private static final List<String> KEYWORDS = List.of("AND", "OR", "NOT", "IN");

  @Override
  public void reportError(Parser parser, RecognitionException error) {
    throw failure(parser, error);
  }

  @Override
  public Token recoverInline(Parser parser) {
    // The state remembered by sync() is the earliest one from which this token was impossible,
    // so it knows everything that could have stood here, not only the last possibility.
    throw failure(
        parser,
        nextTokensContext == null
            ? new InputMismatchException(parser)
            : new InputMismatchException(parser, nextTokensState, nextTokensContext));
  }

  @Override
  protected Token singleTokenDeletion(Parser parser) {
    return null;
  }

  @Override
  protected void reportUnwantedToken(Parser parser) {
    throw failure(parser, new InputMismatchException(parser));
  }

  private static SyntaxException failure(Parser parser, RecognitionException error) {
    Token found = error.getOffendingToken();
    IntervalSet expected = error.getExpectedTokens();
    Token before = parser.getInputStream().LT(-1);
    if (expected.contains(StqlLexer.UNEQUAL)) {
      return afterName(before, found);
    }
    if (found.getType() == StqlLexer.UNCLOSED) {
      return SyntaxException.at(
          found, Wording.found(found), "a closing " + found.getText().charAt(0));
    }
    return SyntaxException.at(
        found, Wording.found(found), Wording.expected(expected), hint(parser, found, expected));
  }

  /** What may follow depends on whether the word before is a key or a function. */
  private static SyntaxException afterName(Token word, Token found) {
    if (Key.named(word.getText()).isPresent()) {
      return SyntaxException.at(found, Wording.found(found), "\"=\", \"!=\", IN or NOT IN");
    }
    if (FunctionBuilder.isFunction(word.getText())) {
      return SyntaxException.at(found, Wording.found(found), "\"(\"");
    }
    return Names.unknownKey(word);
  }

  private static String hint(Parser parser, Token found, IntervalSet expected) {
    int type = found.getType();
    if (expected.contains(StqlLexer.STRING) && type >= StqlLexer.AND && type <= StqlLexer.IN) {
      return "; write \"" + found.getText() + "\" in quotes to use it as a value";
    }
    if (type == StqlLexer.WORD) {
      List<String> allowed = KEYWORDS.stream().filter(k -> allows(expected, k)).toList();
      String keyword = Spelling.hint(found.getText(), allowed);
      boolean afterValue = expected.contains(StqlLexer.AND) || expected.contains(StqlLexer.COMMA);
      return keyword.isEmpty() && afterValue && continuesValue(parser, found)
          ? "; put quotes around a value of several words"
          : keyword;
    }
    if (type == Token.EOF && expected.contains(StqlLexer.CLOSE)) {
      return innermostOpen(parser);
    }
    return "";
  }

  /** Whether two bare words stand in a row, of which the second starts nothing. */
  private static boolean continuesValue(Parser parser, Token found) {
    Token before = parser.getInputStream().LT(-1);
    String word = found.getText();
    return before != null
        && before.getType() == StqlLexer.WORD
        && Key.named(word).isEmpty()
        && !FunctionBuilder.isFunction(word);
  }

  private static boolean allows(IntervalSet expected, String keyword) {
    return expected.contains(StqlLexer.AND + KEYWORDS.indexOf(keyword));
  }

  private static String innermostOpen(Parser parser) {
    Deque<Token> open = new ArrayDeque<>();
    for (int i = 0; i < parser.getInputStream().index(); i++) {
      Token token = parser.getTokenStream().get(i);
      if (token.getType() == StqlLexer.OPEN) {
        open.push(token);
      } else if (token.getType() == StqlLexer.CLOSE) {
        open.pop();
      }
    }
    return open.isEmpty()
        ? ""
        : "; the \"(\" at line %d, column %d is not closed"
            .formatted(open.peek().getLine(), open.peek().getCharPositionInLine() + 1);
  }
}
