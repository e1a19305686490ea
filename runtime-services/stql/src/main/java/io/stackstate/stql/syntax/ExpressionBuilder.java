package io.stackstate.stql.syntax;

import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.expression.Operator;
import io.stackstate.stql.syntax.StqlParser.ComparisonContext;
import io.stackstate.stql.syntax.StqlParser.ConjunctionContext;
import io.stackstate.stql.syntax.StqlParser.DisjunctionContext;
import io.stackstate.stql.syntax.StqlParser.EqualContext;
import io.stackstate.stql.syntax.StqlParser.GroupContext;
import io.stackstate.stql.syntax.StqlParser.InContext;
import io.stackstate.stql.syntax.StqlParser.NamedContext;
import io.stackstate.stql.syntax.StqlParser.PrimaryContext;
import io.stackstate.stql.syntax.StqlParser.QueryContext;
import io.stackstate.stql.syntax.StqlParser.SubtractionContext;
import io.stackstate.stql.syntax.StqlParser.UnaryContext;
import io.stackstate.stql.syntax.StqlParser.UnequalContext;
import io.stackstate.stql.syntax.StqlParser.ValueContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** Builds the expression of a parse tree and checks the names and values in it. */
final class ExpressionBuilder {
  private final boolean functionsAllowed;
  private final FunctionBuilder functions = new FunctionBuilder(this);

  ExpressionBuilder(boolean functionsAllowed) {
    this.functionsAllowed = functionsAllowed;
  }

  Expression query(QueryContext query) {
    return everythingOr(query.disjunction());
  }

  /**
   * @param disjunction null where nothing is written, which means everything
   */
  Expression everythingOr(DisjunctionContext disjunction) {
    return disjunction == null ? new Everything() : disjunction(disjunction);
  }

  private Expression disjunction(DisjunctionContext disjunction) {
    return Expression.or(disjunction.conjunction().stream().map(this::conjunction).toList());
  }

  private Expression conjunction(ConjunctionContext conjunction) {
    List<Expression> operands = new ArrayList<>();
    for (ParseTree child : conjunction.children) {
      if (child instanceof UnaryContext unary) {
        operands.add(unary(unary));
      } else if (child instanceof SubtractionContext subtraction) {
        operands.add(Expression.not(unary(subtraction.unary())));
      }
    }
    return Expression.and(operands);
  }

  private Expression unary(UnaryContext unary) {
    Expression operand = primary(unary.primary());
    return unary.NOT().size() % 2 == 0 ? operand : Expression.not(operand);
  }

  private Expression primary(PrimaryContext primary) {
    if (primary instanceof GroupContext group) {
      return disjunction(group.disjunction());
    }
    NamedContext named = (NamedContext) primary;
    Token name = named.WORD().getSymbol();
    if (named.comparison() != null) {
      return filter(name, named.comparison());
    }
    if (!functionsAllowed) {
      throw SyntaxException.at(
          name, "the function " + Wording.quoted(name.getText()), "only filters in a scope");
    }
    return functions.call(name, named.call());
  }

  private static Expression filter(Token name, ComparisonContext comparison) {
    Key key = Key.named(name.getText()).orElseThrow(() -> Names.unknownKey(name));
    if (comparison instanceof EqualContext equal) {
      return filter(key, Operator.EQUAL, List.of(equal.value()));
    }
    if (comparison instanceof UnequalContext unequal) {
      return filter(key, Operator.UNEQUAL, List.of(unequal.value()));
    }
    InContext in = (InContext) comparison;
    return filter(key, in.NOT() == null ? Operator.IN : Operator.NOT_IN, in.value());
  }

  private static Filter filter(Key key, Operator operator, List<ValueContext> values) {
    return new Filter(
        key, operator, values.stream().map(value -> Values.of(key, value.getStart())).toList());
  }
}
