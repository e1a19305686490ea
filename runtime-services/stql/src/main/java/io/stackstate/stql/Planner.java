package io.stackstate.stql;

import io.stackstate.stql.Plan.All;
import io.stackstate.stql.Plan.ById;
import io.stackstate.stql.Plan.Complement;
import io.stackstate.stql.Plan.Intersection;
import io.stackstate.stql.Plan.Lookup;
import io.stackstate.stql.Plan.None;
import io.stackstate.stql.Plan.Union;
import io.stackstate.stql.expression.Expression;
import io.stackstate.stql.expression.Expression.And;
import io.stackstate.stql.expression.Expression.Cause;
import io.stackstate.stql.expression.Expression.Everything;
import io.stackstate.stql.expression.Expression.Filter;
import io.stackstate.stql.expression.Expression.Neighbors;
import io.stackstate.stql.expression.Expression.Not;
import io.stackstate.stql.expression.Expression.Or;
import io.stackstate.stql.expression.Key;
import io.stackstate.topology.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Turns a query into steps. {@link #steps} does what is the same for every snapshot, so that it is
 * done once for a query; {@link #plan} then decides in which order the operands of a conjunction
 * are evaluated: by the number of components that an index expects of them, health after all other
 * filters, then patterns, and traversals last, because a conjunction that is empty without them
 * spares them. For one query.
 */
final class Planner {
  private static final Comparator<Costed> CHEAPEST_FIRST =
      Comparator.comparing(Costed::kind).thenComparingLong(Costed::cost);

  private final Estimates estimates;

  Planner(Estimates estimates) {
    this.estimates = estimates;
  }

  /** The steps of a query, conjunctions in the order in which they are written. */
  static Plan steps(Expression expression) {
    if (expression instanceof Filter filter) {
      return filter(filter);
    } else if (expression instanceof And and) {
      return intersection(steps(and.operands()));
    } else if (expression instanceof Or or) {
      return union(steps(or.operands()));
    } else if (expression instanceof Not not) {
      return complement(steps(not.operand()));
    } else if (expression instanceof Neighbors neighbors) {
      return expansion(neighbors);
    } else if (expression instanceof Cause) {
      return new None();
    } else if (expression instanceof Everything) {
      return new All();
    }
    throw new IllegalStateException("unplanned: " + expression.getClass());
  }

  /** Those steps, restricted to what fits all patterns. */
  static Plan steps(Plan steps, List<PatternFilter> patterns) {
    if (patterns.isEmpty()) {
      return steps;
    }
    List<Plan> operands = new ArrayList<>();
    if (steps instanceof Intersection and) {
      operands.addAll(and.operands());
    } else {
      operands.add(steps);
    }
    patterns.forEach(pattern -> operands.add(match(pattern)));
    return intersection(operands);
  }

  private static List<Plan> steps(List<Expression> expressions) {
    List<Plan> steps = new ArrayList<>(expressions.size());
    expressions.forEach(expression -> steps.add(steps(expression)));
    return steps;
  }

  private static Plan filter(Filter filter) {
    Plan positive = filter.wildcard() ? new All() : lookup(filter.key(), filter.values());
    return filter.operator().negative() ? complement(positive) : positive;
  }

  private static Plan lookup(Key key, List<String> values) {
    if (key == Key.ID) {
      List<Long> ids = new ArrayList<>(values.size());
      values.forEach(value -> ids.add(Long.valueOf(value)));
      return new ById(ids);
    }
    return new Lookup(attribute(key), values);
  }

  private static Plan match(PatternFilter filter) {
    Glob glob = Glob.of(filter.pattern());
    if (glob.isAnything()) {
      return new All();
    } else if (glob.isLiteral()) {
      return new Lookup(filter.attribute(), List.of(glob.prefix()));
    }
    return new Plan.Match(filter.attribute(), glob, filter.pattern());
  }

  private static Attribute attribute(Key key) {
    return switch (key) {
      case NAME -> Attribute.NAME;
      case TYPE -> Attribute.TYPE;
      case LAYER -> Attribute.LAYER;
      case DOMAIN -> Attribute.DOMAIN;
      case ENVIRONMENT -> Attribute.ENVIRONMENT;
      case LABEL -> Attribute.LABEL;
      case IDENTIFIER -> Attribute.IDENTIFIER;
      case HEALTH_STATE -> Attribute.HEALTH;
      case ID -> throw new IllegalArgumentException("ids have no index of values");
    };
  }

  private static Plan intersection(List<Plan> operands) {
    List<Plan> needed = new ArrayList<>(operands.size());
    for (Plan operand : operands) {
      if (operand instanceof None) {
        return operand;
      } else if (!(operand instanceof All)) {
        needed.add(operand);
      }
    }
    if (needed.size() < 2) {
      return needed.isEmpty() ? new All() : needed.get(0);
    }
    return new Intersection(needed);
  }

  private static Plan union(List<Plan> operands) {
    List<Plan> needed = new ArrayList<>(operands.size());
    for (Plan operand : operands) {
      if (operand instanceof All) {
        return operand;
      } else if (!(operand instanceof None)) {
        needed.add(operand);
      }
    }
    if (needed.size() < 2) {
      return needed.isEmpty() ? new None() : needed.get(0);
    }
    return new Union(needed);
  }

  private static Plan complement(Plan operand) {
    if (operand instanceof All) {
      return new None();
    } else if (operand instanceof None) {
      return new All();
    }
    return new Complement(operand);
  }

  private static Plan expansion(Neighbors neighbors) {
    Plan seed = steps(neighbors.components());
    return seed instanceof None
        ? seed
        : new Plan.Expansion(seed, neighbors.levels(), neighbors.direction());
  }

  /** These steps in the order in which a snapshot is asked. */
  Plan plan(Plan steps) {
    if (!steps.hasOrder()) {
      return steps;
    } else if (steps instanceof Intersection intersection) {
      return new Intersection(ordered(intersection.operands()));
    } else if (steps instanceof Union union) {
      List<Plan> operands = new ArrayList<>(union.operands().size());
      union.operands().forEach(operand -> operands.add(plan(operand)));
      return new Union(operands);
    } else if (steps instanceof Complement complement) {
      return new Complement(plan(complement.operand()));
    } else if (steps instanceof Plan.Expansion expansion) {
      return new Plan.Expansion(plan(expansion.seed()), expansion.levels(), expansion.direction());
    }
    throw new IllegalStateException("has no order: " + steps.getClass());
  }

  private List<Plan> ordered(List<Plan> operands) {
    List<Costed> costed = new ArrayList<>(operands.size());
    for (Plan operand : operands) {
      Plan plan = plan(operand);
      Plan decisive = plan instanceof Plan.Expansion expansion ? expansion.seed() : plan;
      costed.add(new Costed(plan, kind(plan), estimates.of(decisive)));
    }
    costed.sort(CHEAPEST_FIRST);
    List<Plan> ordered = new ArrayList<>(costed.size());
    costed.forEach(operand -> ordered.add(operand.plan));
    return ordered;
  }

  private static Kind kind(Plan plan) {
    if (plan instanceof Plan.Expansion) {
      return Kind.TRAVERSAL;
    } else if (plan instanceof Plan.Match) {
      return Kind.PATTERN;
    } else if (plan instanceof Lookup lookup) {
      return lookup.attribute() == Attribute.HEALTH ? Kind.HEALTH : Kind.FILTER;
    } else if (plan instanceof Complement complement) {
      return kind(complement.operand());
    } else if (plan instanceof Intersection intersection) {
      return costliest(intersection.operands());
    }
    return plan instanceof Union union ? costliest(union.operands()) : Kind.FILTER;
  }

  private static Kind costliest(List<Plan> operands) {
    Kind costliest = Kind.FILTER;
    for (Plan operand : operands) {
      Kind kind = kind(operand);
      costliest = kind.compareTo(costliest) > 0 ? kind : costliest;
    }
    return costliest;
  }

  /** From cheap to costly. */
  private enum Kind {
    FILTER,
    HEALTH,
    PATTERN,
    TRAVERSAL
  }

  /**
   * @param cost what decides among steps of one kind: how many components it may select; of
   *     traversals, the size of the seed
   */
  private record Costed(Plan plan, Kind kind, long cost) {}
}
