package io.stackstate.stql.expression;

import io.stackstate.stql.expression.Expression.And;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Expression.Neighbors;
import io.stackstate.stql.expression.Expression.Not;
import io.stackstate.stql.expression.Expression.Or;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an expression for people, so that reading it gives an equal one: as the canonical text,
 * with parentheses around every conjunction in a disjunction, because hardly anybody knows which
 * binds tighter (query sheet section 14), and broken into indented lines where it is long.
 */
public final class PrettyText {
  private static final String INDENT = "  ";

  private final int width;
  private final boolean grouping;

  private PrettyText(int width, boolean grouping) {
    this.width = width;
    this.grouping = grouping;
  }

  /** On one line, except for line breaks in values. */
  public static String oneLine(Expression expression, int maxNesting) {
    return of(expression, Integer.MAX_VALUE, maxNesting);
  }

  /**
   * @param width lines are no longer, unless a single value is
   * @param maxNesting parentheses are not nested deeper unless the expression needs it
   */
  public static String of(Expression expression, int width, int maxNesting) {
    if (expression instanceof Everything) {
      return "";
    }
    boolean grouping = depth(expression) <= maxNesting;
    return String.join("\n", new PrettyText(width, grouping).lines(expression, 0));
  }

  /** Of parentheses within parentheses, those of grouping included. */
  private static int depth(Expression expression) {
    if (expression instanceof And and) {
      return 1 + deepest(and.operands());
    } else if (expression instanceof Or or) {
      return 1 + deepest(or.operands());
    } else if (expression instanceof Not not) {
      return 1 + depth(not.operand());
    } else if (expression instanceof Neighbors neighbors) {
      return 2 + depth(neighbors.components());
    }
    return 1;
  }

  private static int deepest(List<Expression> operands) {
    return operands.stream().mapToInt(PrettyText::depth).max().orElseThrow();
  }

  /**
   * @param indent of the place where the lines are going to stand
   */
  private List<String> lines(Expression expression, int indent) {
    String line = line(expression);
    if (indent + line.length() <= width) {
      return List.of(line);
    } else if (expression instanceof And and) {
      return joined(and.operands(), "AND ", indent);
    } else if (expression instanceof Or or) {
      return joined(or.operands(), "OR ", indent);
    } else if (expression instanceof Not not) {
      return prefixed("NOT ", operand(not.operand(), compound(not.operand()), indent));
    } else if (expression instanceof Neighbors neighbors) {
      return neighbors(neighbors, indent);
    } else if (expression instanceof Filter filter && filter.values().size() > 1) {
      return list(filter, indent);
    }
    return List.of(line);
  }

  private List<String> joined(List<Expression> operands, String keyword, int indent) {
    List<String> lines = new ArrayList<>();
    for (Expression operand : operands) {
      List<String> inner = operand(operand, parentheses(operand, keyword), indent);
      lines.addAll(lines.isEmpty() ? inner : prefixed(keyword, inner));
    }
    return lines;
  }

  private boolean parentheses(Expression operand, String keyword) {
    return operand instanceof Or || (grouping && operand instanceof And && keyword.equals("OR "));
  }

  private static boolean compound(Expression operand) {
    return operand instanceof And || operand instanceof Or;
  }

  private List<String> operand(Expression operand, boolean parentheses, int indent) {
    // Room for the keyword before it.
    int inner = indent + 4;
    if (!parentheses) {
      return lines(operand, inner);
    }
    String line = "(" + line(operand) + ")";
    return inner + line.length() <= width
        ? List.of(line)
        : wrapped("(", lines(operand, indent + INDENT.length()), ")");
  }

  private List<String> neighbors(Neighbors neighbors, int indent) {
    List<String> arguments = new ArrayList<>();
    if (!(neighbors.components() instanceof Everything)) {
      List<String> inner = lines(neighbors.components(), indent + 2 * INDENT.length());
      List<String> components = wrapped("components = (", inner, "),");
      arguments.addAll(components);
    }
    arguments.add("levels = \"" + neighbors.levels() + "\",");
    arguments.add("direction = \"" + neighbors.direction().text() + "\"");
    return wrapped("withNeighborsOf(", arguments, ")");
  }

  private List<String> list(Filter filter, int indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String value : filter.values()) {
      String quoted = CanonicalText.quoted(value);
      boolean full = indent + INDENT.length() + line.length() + quoted.length() + 2 > width;
      if (full && line.length() > 0) {
        lines.add(line.append(',').toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : ", ").append(quoted);
    }
    lines.add(line.toString());
    String operator = filter.operator() == Operator.IN ? " IN (" : " NOT IN (";
    return wrapped(filter.key().text() + operator, lines, ")");
  }

  private String line(Expression expression) {
    if (expression instanceof And and) {
      return line(and.operands(), "AND ");
    } else if (expression instanceof Or or) {
      return line(or.operands(), "OR ");
    } else if (expression instanceof Not not) {
      return "NOT " + grouped(not.operand(), compound(not.operand()));
    } else if (expression instanceof Neighbors neighbors) {
      String components =
          neighbors.components() instanceof Everything
              ? ""
              : "components = (" + line(neighbors.components()) + "), ";
      return "withNeighborsOf(%slevels = \"%d\", direction = \"%s\")"
          .formatted(components, neighbors.levels(), neighbors.direction().text());
    }
    return CanonicalText.of(expression);
  }

  private String line(List<Expression> operands, String keyword) {
    StringBuilder line = new StringBuilder();
    for (Expression operand : operands) {
      line.append(line.length() == 0 ? "" : " " + keyword);
      line.append(grouped(operand, parentheses(operand, keyword)));
    }
    return line.toString();
  }

  private String grouped(Expression operand, boolean parentheses) {
    return parentheses ? "(" + line(operand) + ")" : line(operand);
  }

  private static List<String> prefixed(String prefix, List<String> lines) {
    List<String> prefixed = new ArrayList<>(lines);
    prefixed.set(0, prefix + lines.get(0));
    return prefixed;
  }

  private static List<String> wrapped(String open, List<String> inner, String close) {
    List<String> lines = new ArrayList<>();
    lines.add(open);
    inner.forEach(line -> lines.add(INDENT + line));
    lines.add(close);
    return lines;
  }
}
