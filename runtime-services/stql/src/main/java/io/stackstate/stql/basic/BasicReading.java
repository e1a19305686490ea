package io.stackstate.stql.basic;

import io.stackstate.stql.basic.BasicConversion.Basic;
import io.stackstate.stql.basic.BasicConversion.Loss;
import io.stackstate.stql.basic.BasicConversion.NotBasic;
import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.And;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Expression.Neighbors;
import io.stackstate.stql.expression.Expression.Not;
import io.stackstate.stql.expression.Expression.Or;
import io.stackstate.stql.expression.Key;
import io.stackstate.stql.expression.Operator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts the parts of one query into the boxes. Of the alternatives, one may be a group of the six
 * boxes that restrict each other; where it stands among them changes nothing. {@code =} counts as
 * {@code IN} with one value, since that loses nothing (UI sheet section 4.1).
 */
final class BasicReading {
  private final Map<Key, List<String>> boxes = new EnumMap<>(Key.class);
  private final List<Neighbors> neighbors = new ArrayList<>();
  private final List<Loss> lost = new ArrayList<>();
  private boolean groupRead;

  BasicConversion read(Expression expression) {
    if (expression instanceof Or or) {
      or.operands().forEach(this::alternative);
    } else if (!(expression instanceof Everything)) {
      alternative(expression);
    }
    BasicFilter filter =
        new BasicFilter(
            boxes.get(Key.LAYER),
            boxes.get(Key.DOMAIN),
            boxes.get(Key.ENVIRONMENT),
            boxes.get(Key.TYPE),
            boxes.get(Key.HEALTH_STATE),
            boxes.get(Key.LABEL),
            boxes.get(Key.NAME),
            boxes.get(Key.IDENTIFIER),
            neighbors);
    return lost.isEmpty() ? new Basic(filter) : new NotBasic(filter, lost);
  }

  private void alternative(Expression expression) {
    if (expression instanceof Neighbors found) {
      neighbors.add(found);
    } else if (expression instanceof Filter filter && isIncluding(filter.key())) {
      if (!filter.operator().negative()) {
        boxes.computeIfAbsent(filter.key(), key -> new ArrayList<>()).addAll(filter.values());
      } else {
        lose(filter, negation(filter));
      }
    } else if (groupRead) {
      lose(expression, "the boxes hold one group of restrictions, and this is another one");
    } else {
      group(expression);
    }
  }

  private void group(Expression expression) {
    List<Expression> restrictions =
        expression instanceof And and ? and.operands() : List.of(expression);
    for (Expression restriction : restrictions) {
      String reason = noRestriction(restriction);
      if (reason != null) {
        lose(restriction, reason);
      } else {
        Filter filter = (Filter) restriction;
        boxes.put(filter.key(), filter.values());
        groupRead = true;
      }
    }
  }

  /** Why no box holds this restriction, or null when its box is there and free. */
  private String noRestriction(Expression expression) {
    if (expression instanceof Filter filter) {
      if (filter.operator().negative()) {
        return negation(filter);
      } else if (filter.key() == Key.ID) {
        return "there is no box for ids";
      } else if (isIncluding(filter.key())) {
        return filter.key().text() + " can only be joined to the other boxes by OR";
      }
      return boxes.containsKey(filter.key())
          ? "the box for " + filter.key().text() + " restricts only once"
          : null;
    } else if (expression instanceof Not) {
      return "the boxes cannot exclude: NOT";
    } else if (expression instanceof Or) {
      return "the boxes cannot nest alternatives: OR inside AND";
    } else if (expression instanceof Neighbors) {
      return "withNeighborsOf can only be joined to the other boxes by OR";
    }
    return "withCauseOf is deprecated and selects nothing";
  }

  private static boolean isIncluding(Key key) {
    return key == Key.NAME || key == Key.IDENTIFIER;
  }

  private static String negation(Filter filter) {
    return "the boxes cannot exclude: " + (filter.operator() == Operator.UNEQUAL ? "!=" : "NOT IN");
  }

  private void lose(Expression part, String reason) {
    lost.add(new Loss(part.toString(), reason));
  }
}
