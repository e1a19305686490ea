package io.stackstate.telemetry.promql.syntax;

import io.stackstate.telemetry.promql.syntax.Expr.Aggregation;
import io.stackstate.telemetry.promql.syntax.Expr.Call;
import io.stackstate.telemetry.promql.syntax.Expr.MatrixSelector;
import io.stackstate.telemetry.promql.syntax.Expr.VectorSelector;
import io.stackstate.telemetry.promql.syntax.PromqlParser.AggregationContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.CallContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.ExpressionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/** Builds calls of functions and aggregations, with the types of their arguments. */
final class CallBuilder {
  private static final int MAX_LIMIT = 1_000_000;

  private final ExprBuilder expressions;
  private final Intervals intervals;

  CallBuilder(ExprBuilder expressions, Intervals intervals) {
    this.expressions = expressions;
    this.intervals = intervals;
  }

  Expr call(CallContext context) {
    Token name = context.IDENTIFIER().getSymbol();
    Signature signature =
        Signatures.named(name.getText())
            .orElseThrow(
                () ->
                    PromqlSyntaxException.at(
                        name,
                        "unknown function with name \"" + Wording.shown(name.getText()) + "\""));
    List<ExpressionContext> given = context.arguments().expression();
    checkCount(name, signature, given.size());
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      arguments.add(argument(signature, i, given.get(i)));
    }
    return new Call(signature, arguments);
  }

  private static void checkCount(Token name, Signature signature, int count) {
    boolean exact = signature.atLeast() == signature.atMost();
    String bound = exact ? "" : count < signature.atLeast() ? "at least " : "at most ";
    if (count < signature.atLeast() || count > signature.atMost()) {
      throw PromqlSyntaxException.at(
          name,
          "expected %s%d argument(s) in call to \"%s\", got %d"
              .formatted(
                  bound,
                  count < signature.atLeast() ? signature.atLeast() : signature.atMost(),
                  signature.name(),
                  count));
    }
  }

  /** A selector without a range gets that of a step where a function needs one. */
  private Expr argument(Signature signature, int index, ExpressionContext context) {
    Expr argument = expressions.build(context);
    ValueType wanted = signature.argument(index);
    if (wanted == ValueType.MATRIX && argument instanceof VectorSelector selector) {
      return new MatrixSelector(selector, intervals.stepMillis());
    }
    if (argument.type() != wanted) {
      throw ExprBuilder.wrongType(
          context.getStart(),
          "call to function \"" + signature.name() + "\"",
          wanted,
          argument.type());
    }
    return argument;
  }

  Expr aggregation(AggregationContext context) {
    Token word = context.AGGREGATOR().getSymbol();
    AggregateOperator operator = AggregateOperator.valueOf(word.getText().toUpperCase(Locale.ROOT));
    List<ExpressionContext> given = context.arguments().expression();
    int wanted = operator.parameter() == null ? 1 : 2;
    if (given.size() != wanted) {
      throw PromqlSyntaxException.at(
          word,
          "wrong number of arguments for aggregate expression \"%s\", expected %d, got %d"
              .formatted(operator.text(), wanted, given.size()));
    }
    Expr parameter =
        wanted == 1 ? null : typed(given.get(0), operator.parameter(), "aggregation parameter");
    Expr vector = typed(given.get(wanted - 1), ValueType.VECTOR, "aggregation expression");
    boolean grouped = context.clause() != null;
    return new Aggregation(
        operator,
        vector,
        parameter,
        grouped ? Selectors.labels(context.clause().labels()) : List.of(),
        grouped && context.clause().WITHOUT() != null,
        context.LIMIT() == null ? 0 : limit(context.NUMBER().getSymbol()));
  }

  private Expr typed(ExpressionContext context, ValueType wanted, String where) {
    Expr expr = expressions.build(context);
    if (expr.type() != wanted) {
      throw ExprBuilder.wrongType(context.getStart(), where, wanted, expr.type());
    }
    return expr;
  }

  private static int limit(Token number) {
    String text = number.getText();
    if (!text.matches("[1-9]\\d{0,6}") || Integer.parseInt(text) > MAX_LIMIT) {
      throw PromqlSyntaxException.at(
          number,
          "limit: found %s, expected a whole number from 1 to %d"
              .formatted(Wording.shown(text), MAX_LIMIT));
    }
    return Integer.parseInt(text);
  }
}
