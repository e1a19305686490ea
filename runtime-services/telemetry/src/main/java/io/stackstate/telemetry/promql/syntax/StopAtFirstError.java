package io.stackstate.telemetry.promql.syntax;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/** Turns the parser's first error into a {@link PromqlSyntaxException}, instead of guessing on. */
final class StopAtFirstError extends DefaultErrorStrategy {
  @Override
  public void reportError(Parser parser, RecognitionException error) {
    throw failure(error);
  }

  @Override
  public void recover(Parser parser, RecognitionException error) {
    throw failure(error);
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw failure(new InputMismatchException(parser));
  }

  @Override
  protected Token singleTokenDeletion(Parser parser) {
    return null;
  }

  @Override
  protected void reportUnwantedToken(Parser parser) {
    throw failure(new InputMismatchException(parser));
  }

  private static PromqlSyntaxException failure(RecognitionException error) {
    Token token = error.getOffendingToken();
    String expected =
        error.getExpectedTokens() == null ? "" : Wording.expected(error.getExpectedTokens());
    return PromqlSyntaxException.at(token, "unexpected " + Wording.found(token) + expected);
  }
}
