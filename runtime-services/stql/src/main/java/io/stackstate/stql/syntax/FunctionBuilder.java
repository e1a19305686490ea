package io.stackstate.stql.syntax;

import io.stackstate.stql.expression.Direction;
import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.Cause;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Expression.Neighbors;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.expression.Operator;
import io.stackstate.stql.syntax.StqlParser.ArgumentContext;
import io.stackstate.stql.syntax.StqlParser.CallContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Builds calls of functions and checks their arguments (query sheet section 2). */
final class FunctionBuilder {
  /** As they are documented; the other spelling of the first is accepted, too. */
  static final List<String> NAMES = List.of("withNeighborsOf", "withCauseOf", "components");

  private static final String OTHER_SPELLING = "withNeighboursOf";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  private final ExpressionBuilder expressions;

  FunctionBuilder(ExpressionBuilder expressions) {
    this.expressions = expressions;
  }

  static boolean isFunction(String word) {
    return word.equalsIgnoreCase(OTHER_SPELLING) || NAMES.stream().anyMatch(word::equalsIgnoreCase);
  }

  Expression call(Token name, CallContext call) {
    return switch (name.getText().toLowerCase(Locale.ROOT)) {
      case "withneighborsof", "withneighboursof" -> neighbors(call);
      case "withcauseof" -> new Cause();
      case "components" -> components(call);
      default -> throw Names.unknown(name, "the function", "one of the functions", NAMES);
    };
  }

  private Expression neighbors(CallContext call) {
    var given = arguments(call, "components", "levels", "direction");
    ArgumentContext components = given.get("components");
    ArgumentContext levels = given.get("levels");
    ArgumentContext direction = given.get("direction");
    return new Neighbors(
        components == null ? new Everything() : nested(components),
        levels == null ? 1 : levels(value(levels, "a number from 1 to 15 or \"all\"")),
        direction == null
            ? Direction.BOTH
            : direction(value(direction, "one of the directions up, down or both")));
  }

  /** The implicit function behind plain filters: accepted, never written. */
  private Expression components(CallContext call) {
    ArgumentContext filter = arguments(call, "filter").get("filter");
    Expression expression = filter == null ? new Everything() : nested(filter);
    return expression instanceof Everything
        ? new Filter(Key.NAME, Operator.EQUAL, List.of(Expression.WILDCARD))
        : expression;
  }

  private static Map<String, ArgumentContext> arguments(CallContext call, String... parameters) {
    List<String> known = List.of(parameters);
    Map<String, ArgumentContext> given = new HashMap<>();
    for (ArgumentContext argument : call.argument()) {
      Token name = argument.WORD().getSymbol();
      String lower = name.getText().toLowerCase(Locale.ROOT);
      if (!known.contains(lower)) {
        String expected = known.size() == 1 ? "the parameter" : "one of the parameters";
        throw Names.unknown(name, "the parameter", expected, known);
      }
      if (given.put(lower, argument) != null) {
        throw SyntaxException.at(
            name, "the parameter \"" + lower + "\" a second time", "it only once");
      }
    }
    return given;
  }

  private Expression nested(ArgumentContext argument) {
    if (argument.nested() == null) {
      Token value = argument.value().getStart();
      throw SyntaxException.at(
          value, Wording.found(value), "a query in parentheses such as (name = \"x\")");
    }
    return expressions.everythingOr(argument.nested().disjunction());
  }

  private static Token value(ArgumentContext argument, String expected) {
    if (argument.value() == null) {
      throw SyntaxException.at(argument.nested().getStart(), "a query in parentheses", expected);
    }
    return argument.value().getStart();
  }

  private static int levels(Token token) {
    String text = Values.text(token);
    if (text.equalsIgnoreCase("all")) {
      return Neighbors.ALL_LEVELS;
    }
    int levels = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (levels < 1 || levels > Neighbors.ALL_LEVELS) {
      throw SyntaxException.at(token, Wording.quoted(text), "a number from 1 to 15 or \"all\"");
    }
    return levels;
  }

  private static Direction direction(Token token) {
    String text = Values.text(token);
    return Direction.named(text)
        .orElseThrow(
            () ->
                SyntaxException.at(
                    token,
                    Wording.quoted(text),
                    "one of the directions " + Wording.alternatives(Direction.names()),
                    Spelling.hint(text, Direction.names())));
  }
}
