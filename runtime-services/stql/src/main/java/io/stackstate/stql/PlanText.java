package io.stackstate.stql;

import io.stackstate.stql.Plan.All;
import io.stackstate.stql.Plan.ById;
import io.stackstate.stql.Plan.Complement;
import io.stackstate.stql.Plan.Expansion;
import io.stackstate.stql.Plan.Intersection;
import io.stackstate.stql.Plan.Lookup;
import io.stackstate.stql.Plan.Match;
import io.stackstate.stql.Plan.Union;
import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.expression.Operator;
import io.stackstate.topology.Attribute;
import java.util.List;
import java.util.stream.Collectors;

/** Steps of a plan in the words of the query; patterns, which the language lacks, by LIKE. */
final class PlanText {
  private static final int LONGEST = 300;

  private PlanText() {}

  /** Cut where it is long. */
  static String of(Plan plan) {
    String text = text(plan);
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "...";
  }

  private static String text(Plan plan) {
    if (plan instanceof Lookup lookup) {
      return filter(key(lookup.attribute()), lookup.values());
    } else if (plan instanceof ById byId) {
      return filter(Key.ID, byId.ids().stream().map(String::valueOf).toList());
    } else if (plan instanceof Match match) {
      return key(match.attribute()).text() + " LIKE \"" + match.pattern() + "\"";
    } else if (plan instanceof Complement complement) {
      return "NOT " + grouped(complement.operand());
    } else if (plan instanceof Intersection intersection) {
      return joined(intersection.operands(), " AND ");
    } else if (plan instanceof Union union) {
      return joined(union.operands(), " OR ");
    } else if (plan instanceof Expansion expansion) {
      return "withNeighborsOf(components = (%s), levels = \"%d\", direction = \"%s\")"
          .formatted(text(expansion.seed()), expansion.levels(), expansion.direction().text());
    }
    String everything = filter(Key.NAME, List.of(Expression.WILDCARD));
    return plan instanceof All ? everything : "NOT " + everything;
  }

  private static String joined(List<Plan> operands, String keyword) {
    return operands.stream().map(PlanText::grouped).collect(Collectors.joining(keyword));
  }

  private static String grouped(Plan plan) {
    return plan instanceof Union || plan instanceof Intersection
        ? "(" + text(plan) + ")"
        : text(plan);
  }

  private static String filter(Key key, List<String> values) {
    return new Filter(key, values.size() == 1 ? Operator.EQUAL : Operator.IN, values).toString();
  }

  private static Key key(Attribute attribute) {
    return switch (attribute) {
      case NAME -> Key.NAME;
      case TYPE -> Key.TYPE;
      case LAYER -> Key.LAYER;
      case DOMAIN -> Key.DOMAIN;
      case ENVIRONMENT -> Key.ENVIRONMENT;
      case LABEL -> Key.LABEL;
      case IDENTIFIER -> Key.IDENTIFIER;
      case HEALTH -> Key.HEALTH_STATE;
    };
  }
}
