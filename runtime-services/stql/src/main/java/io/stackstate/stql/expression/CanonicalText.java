package io.stackstate.stql.expression;

import io.stackstate.stql.expression.Expression.And;
import io.stackstate.stql.expression.Expression.Cause;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Expression.Neighbors;
import io.stackstate.stql.expression.Expression.Not;
import io.stackstate.stql.expression.Expression.Or;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes an expression so that reading it gives an equal one: keywords in upper case, values in
 * double quotes, parentheses only where they change the meaning. Nowhere does it nest deeper than
 * the text that the expression was read from.
 */
final class CanonicalText {
  private final StringBuilder text = new StringBuilder();

  private CanonicalText() {}

  static String of(Expression expression) {
    if (expression instanceof Everything) {
      return "";
    }
    CanonicalText writer = new CanonicalText();
    writer.write(expression);
    return writer.text.toString();
  }

  private void write(Expression expression) {
    if (expression instanceof Filter filter) {
      filter(filter);
    } else if (expression instanceof And and) {
      joined(and.operands(), " AND ");
    } else if (expression instanceof Or or) {
      joined(or.operands(), " OR ");
    } else if (expression instanceof Not not) {
      text.append("NOT ");
      operand(not.operand(), not.operand() instanceof And || not.operand() instanceof Or);
    } else if (expression instanceof Neighbors neighbors) {
      neighbors(neighbors);
    } else if (expression instanceof Cause) {
      text.append("withCauseOf()");
    } else {
      filter(new Filter(Key.NAME, Operator.EQUAL, List.of(Expression.WILDCARD)));
    }
  }

  private void joined(List<Expression> operands, String keyword) {
    for (int i = 0; i < operands.size(); i++) {
      text.append(i == 0 ? "" : keyword);
      operand(operands.get(i), operands.get(i) instanceof Or);
    }
  }

  private void operand(Expression operand, boolean parentheses) {
    text.append(parentheses ? "(" : "");
    write(operand);
    text.append(parentheses ? ")" : "");
  }

  private void filter(Filter filter) {
    text.append(filter.key().text());
    switch (filter.operator()) {
      case EQUAL -> text.append(" = ").append(quoted(filter.values().get(0)));
      case UNEQUAL -> text.append(" != ").append(quoted(filter.values().get(0)));
      case IN -> text.append(" IN ").append(list(filter.values()));
      case NOT_IN -> text.append(" NOT IN ").append(list(filter.values()));
    }
  }

  private void neighbors(Neighbors neighbors) {
    text.append("withNeighborsOf(");
    if (!(neighbors.components() instanceof Everything)) {
      text.append("components = ");
      operand(neighbors.components(), true);
      text.append(", ");
    }
    text.append("levels = \"").append(neighbors.levels());
    text.append("\", direction = \"").append(neighbors.direction().text()).append("\")");
  }

  private static String list(List<String> values) {
    return values.stream().map(CanonicalText::quoted).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
