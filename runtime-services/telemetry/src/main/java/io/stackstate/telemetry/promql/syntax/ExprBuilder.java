package io.stackstate.telemetry.promql.syntax;

import io.stackstate.telemetry.promql.syntax.Expr.Binary;
import io.stackstate.telemetry.promql.syntax.Expr.MatrixSelector;
import io.stackstate.telemetry.promql.syntax.Expr.Negation;
import io.stackstate.telemetry.promql.syntax.Expr.NumberLiteral;
import io.stackstate.telemetry.promql.syntax.Expr.StringLiteral;
import io.stackstate.telemetry.promql.syntax.Expr.Subquery;
import io.stackstate.telemetry.promql.syntax.Expr.VectorSelector;
import io.stackstate.telemetry.promql.syntax.PromqlParser.AggregationContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.AnchoredContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.BinaryContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.CallContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.ExpressionContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.GroupedContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.MatchingContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.ModifierContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.MomentContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.NumberContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.RangedContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.SelectorContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.ShiftedContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.SignedContext;
import io.stackstate.telemetry.promql.syntax.PromqlParser.TextContext;
import io.stackstate.telemetry.promql.syntax.TimeShift.Anchor;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Makes an expression of what was parsed, and checks its types as Prometheus does. */
final class ExprBuilder {
  private final Numbers numbers;
  private final CallBuilder calls;

  ExprBuilder(Intervals intervals) {
    this.numbers = new Numbers(intervals);
    this.calls = new CallBuilder(this, intervals);
  }

  Expr build(ExpressionContext context) {
    if (context instanceof RangedContext ranged) {
      return ranged(ranged);
    } else if (context instanceof ShiftedContext shifted) {
      return shifted(shifted);
    } else if (context instanceof AnchoredContext anchored) {
      return anchored(anchored);
    } else if (context instanceof BinaryContext binary) {
      return binary(binary);
    } else if (context instanceof SignedContext signed) {
      return signed(signed);
    } else if (context instanceof GroupedContext grouped) {
      return build(grouped.expression());
    } else if (context instanceof NumberContext number) {
      return new NumberLiteral(numbers.value(number.getStart()));
    } else if (context instanceof TextContext text) {
      return new StringLiteral(Quoted.value(text.STRING().getSymbol()));
    } else if (context instanceof AggregationContext aggregation) {
      return calls.aggregation(aggregation);
    } else if (context instanceof CallContext call) {
      return calls.call(call);
    } else if (context instanceof SelectorContext selector) {
      return new VectorSelector(Selectors.matchers(selector), TimeShift.NONE);
    }
    throw new IllegalStateException("no expression: " + context.getClass().getSimpleName());
  }

  private Expr ranged(RangedContext context) {
    Token bracket = context.LEFT_BRACKET().getSymbol();
    Expr inner = build(context.expression());
    long range = context.range() == null ? numbers.step() : positive(context.range().duration());
    if (context.range() != null && context.range().subquery() != null) {
      var step = context.range().subquery().duration();
      if (inner.type() != ValueType.VECTOR) {
        throw wrongType(bracket, "subquery", ValueType.VECTOR, inner.type());
      }
      return new Subquery(inner, range, step == null ? 0 : positive(step), TimeShift.NONE);
    }
    if (!(inner instanceof VectorSelector selector) || isGrouped(context.expression())) {
      throw PromqlSyntaxException.at(
          bracket, "ranges only allowed for vector selectors; write [range:step] for a subquery");
    }
    if (!selector.shift().equals(TimeShift.NONE)) {
      throw PromqlSyntaxException.at(bracket, "no offset or @ modifiers allowed before a range");
    }
    return new MatrixSelector(selector, range);
  }

  private static boolean isGrouped(ExpressionContext context) {
    return context instanceof GroupedContext;
  }

  private long positive(PromqlParser.DurationContext context) {
    long millis = numbers.duration(context.getStart());
    if (millis <= 0) {
      throw PromqlSyntaxException.at(context.getStart(), "duration must be greater than 0");
    }
    return millis;
  }

  private Expr shifted(ShiftedContext context) {
    Token word = context.OFFSET().getSymbol();
    long millis = numbers.duration(context.duration().getStart());
    boolean later = context.sign != null && context.sign.getType() == PromqlLexer.SUB;
    Expr inner = build(context.expression());
    TimeShift shift = shift(inner, context.expression(), word, "offset");
    if (shift.offsetMillis() != 0) {
      throw PromqlSyntaxException.at(word, "offset may not be set multiple times");
    }
    return with(inner, shift.offset(later ? -millis : millis));
  }

  private Expr anchored(AnchoredContext context) {
    Token word = context.AT().getSymbol();
    Expr inner = build(context.expression());
    TimeShift shift = shift(inner, context.expression(), word, "@");
    if (shift.isFixed()) {
      throw PromqlSyntaxException.at(word, "@ <timestamp> may not be set multiple times");
    }
    MomentContext moment = context.moment();
    if (moment.NUMBER() == null) {
      return with(inner, shift.at(moment.START() != null ? Anchor.START : Anchor.END, 0));
    }
    boolean before = moment.sign != null && moment.sign.getType() == PromqlLexer.SUB;
    double seconds = numbers.value(moment.NUMBER().getSymbol());
    Token number = moment.NUMBER().getSymbol();
    long millis =
        Durations.ofSeconds(before ? -seconds : seconds)
            .orElseThrow(
                () -> PromqlSyntaxException.at(number, "timestamp out of bounds for @ modifier"));
    return with(inner, shift.at(Anchor.FIXED, millis));
  }

  private static TimeShift shift(
      Expr inner, ExpressionContext context, Token word, String modifier) {
    if (!isGrouped(context)) {
      if (inner instanceof VectorSelector selector) {
        return selector.shift();
      } else if (inner instanceof MatrixSelector matrix) {
        return matrix.series().shift();
      } else if (inner instanceof Subquery subquery) {
        return subquery.shift();
      }
    }
    throw PromqlSyntaxException.at(
        word,
        modifier
            + " modifier must be preceded by an instant vector selector or range vector selector"
            + " or a subquery");
  }

  private static Expr with(Expr inner, TimeShift shift) {
    if (inner instanceof VectorSelector selector) {
      return new VectorSelector(selector.matchers(), shift);
    } else if (inner instanceof MatrixSelector matrix) {
      return new MatrixSelector(
          new VectorSelector(matrix.series().matchers(), shift), matrix.rangeMillis());
    }
    Subquery subquery = (Subquery) inner;
    return new Subquery(subquery.expr(), subquery.rangeMillis(), subquery.stepMillis(), shift);
  }

  private Expr signed(SignedContext context) {
    Expr inner = build(context.expression());
    if (inner.type() != ValueType.SCALAR && inner.type() != ValueType.VECTOR) {
      throw PromqlSyntaxException.at(
          context.operator,
          "unary expression only allowed on expressions of type scalar or instant vector, got "
              + inner.type().text());
    }
    if (context.operator.getType() == PromqlLexer.ADD) {
      return inner;
    }
    return inner instanceof NumberLiteral number
        ? new NumberLiteral(-number.value())
        : new Negation(inner);
  }

  private Expr binary(BinaryContext context) {
    Token sign = context.operator;
    BinaryOperator operator = BinaryOperator.of(sign.getText());
    Expr left = operand(context.expression(0));
    Expr right = operand(context.expression(1));
    ModifierContext modifier = context.modifier();
    boolean bool = modifier.BOOL() != null;
    boolean vectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
    boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    if (bool && !operator.isComparison()) {
      throw PromqlSyntaxException.at(
          sign, "bool modifier can only be used on comparison operators");
    }
    if (operator.isComparison() && scalars && !bool) {
      throw PromqlSyntaxException.at(sign, "comparisons between scalars must use bool modifier");
    }
    if (operator.isSet() && !vectors) {
      throw PromqlSyntaxException.at(
          sign, "set operator \"" + operator.text() + "\" not allowed in binary scalar expression");
    }
    return new Binary(
        operator, left, right, bool, vectors ? matching(operator, modifier) : none(modifier));
  }

  private Expr operand(ExpressionContext context) {
    Expr operand = build(context);
    if (operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR) {
      throw PromqlSyntaxException.at(
          context.getStart(),
          "binary expression must contain only scalar and instant vector types, got "
              + operand.type().text());
    }
    return operand;
  }

  private static Matching none(ModifierContext modifier) {
    if (modifier.matching() != null && !modifier.matching().matched.label().isEmpty()) {
      throw PromqlSyntaxException.at(
          modifier.matching().getStart(), "vector matching only allowed between instant vectors");
    }
    return null;
  }

  private static Matching matching(BinaryOperator operator, ModifierContext modifier) {
    MatchingContext context = modifier.matching();
    if (context == null) {
      return Matching.ALL;
    }
    Token start = context.getStart();
    List<String> labels = Selectors.labels(context.matched);
    List<String> included = Selectors.labels(context.included);
    boolean on = context.ON() != null;
    Matching.Side many =
        context.GROUP_LEFT() != null
            ? Matching.Side.LEFT
            : context.GROUP_RIGHT() != null ? Matching.Side.RIGHT : Matching.Side.NEITHER;
    if (operator.isSet() && many != Matching.Side.NEITHER) {
      throw PromqlSyntaxException.at(
          start, "no grouping allowed for \"" + operator.text() + "\" operation");
    }
    if (on) {
      included.stream()
          .filter(labels::contains)
          .findFirst()
          .ifPresent(
              label -> {
                throw PromqlSyntaxException.at(
                    start, "label \"" + label + "\" must not occur in ON and GROUP clause at once");
              });
    }
    return new Matching(on, labels, many, included);
  }

  static PromqlSyntaxException wrongType(
      Token token, String where, ValueType expected, ValueType found) {
    return PromqlSyntaxException.at(
        token, "expected type " + expected.text() + " in " + where + ", got " + found.text());
  }
}
