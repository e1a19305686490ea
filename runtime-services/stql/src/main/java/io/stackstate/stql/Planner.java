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
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides in which order a query is evaluated: the operands of a conjunction by the number of
 * components that an index expects of them, health after all other filters, then patterns, and
 * traversals last, because a conjunction that is empty without them spares them. For one query.
 */
final class Planner {
  private static final Comparator<Costed> CHEAPEST_FIRST =
      Comparator.comparing(Costed::kind).thenComparingLong(Costed::cost);

  private final Estimates estimates;

  Planner(TopologySnapshot snapshot) {
    this.estimates = new Estimates(snapshot);
  }

  Plan plan(Expression expression) {
    return plan(expression, List.of());
  }

  Plan plan(Expression expression, List<PatternFilter> patterns) {
    if (patterns.isEmpty()) {
      return ranked(expression).plan;
    }
    List<Ranked> operands = new ArrayList<>();
    if (expression instanceof And and) {
      and.operands().forEach(operand -> operands.add(ranked(operand)));
    } else {
      operands.add(ranked(expression));
    }
    patterns.forEach(pattern -> operands.add(match(pattern)));
    return operands.size() == 1 ? operands.get(0).plan : intersection(operands).plan;
  }

  private Ranked ranked(Expression expression) {
    if (expression instanceof Filter filter) {
      return filter(filter);
    } else if (expression instanceof And and) {
      return intersection(and.operands().stream().map(this::ranked).toList());
    } else if (expression instanceof Or or) {
      return union(or.operands().stream().map(this::ranked).toList());
    } else if (expression instanceof Not not) {
      return complement(ranked(not.operand()));
    } else if (expression instanceof Neighbors neighbors) {
      return expansion(neighbors);
    } else if (expression instanceof Cause) {
      return none();
    } else if (expression instanceof Everything) {
      return all();
    }
    throw new IllegalStateException("unplanned: " + expression.getClass());
  }

  private static Ranked filter(Filter filter) {
    Ranked positive = filter.wildcard() ? all() : lookup(filter.key(), filter.values());
    return filter.operator().negative() ? complement(positive) : positive;
  }

  private static Ranked lookup(Key key, List<String> values) {
    if (key == Key.ID) {
      List<Long> ids = new ArrayList<>(values.size());
      values.forEach(value -> ids.add(Long.valueOf(value)));
      return new Ranked(new ById(ids), Kind.FILTER);
    }
    Kind kind = key == Key.HEALTH_STATE ? Kind.HEALTH : Kind.FILTER;
    return new Ranked(new Lookup(attribute(key), values), kind);
  }

  private static Ranked match(PatternFilter filter) {
    Glob glob = new Glob(filter.pattern());
    if (glob.isAnything()) {
      return all();
    } else if (glob.isLiteral()) {
      return new Ranked(new Lookup(filter.attribute(), List.of(glob.prefix())), Kind.FILTER);
    }
    return new Ranked(new Plan.Match(filter.attribute(), glob, filter.pattern()), Kind.PATTERN);
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

  private Ranked intersection(List<Ranked> operands) {
    if (operands.stream().anyMatch(o -> o.plan instanceof None)) {
      return none();
    }
    List<Ranked> needed = operands.stream().filter(o -> !(o.plan instanceof All)).toList();
    if (needed.size() < 2) {
      return needed.isEmpty() ? all() : needed.get(0);
    }
    List<Plan> ordered =
        needed.stream().map(this::costed).sorted(CHEAPEST_FIRST).map(Costed::plan).toList();
    return new Ranked(new Intersection(ordered), costliest(needed));
  }

  private Costed costed(Ranked operand) {
    Plan decisive =
        operand.plan instanceof Plan.Expansion expansion ? expansion.seed() : operand.plan;
    return new Costed(operand.plan, operand.kind, estimates.of(decisive));
  }

  private static Ranked union(List<Ranked> operands) {
    if (operands.stream().anyMatch(o -> o.plan instanceof All)) {
      return all();
    }
    List<Ranked> needed = operands.stream().filter(o -> !(o.plan instanceof None)).toList();
    if (needed.size() < 2) {
      return needed.isEmpty() ? none() : needed.get(0);
    }
    List<Plan> plans = needed.stream().map(Ranked::plan).toList();
    return new Ranked(new Union(plans), costliest(needed));
  }

  private static Ranked complement(Ranked operand) {
    if (operand.plan instanceof All) {
      return none();
    } else if (operand.plan instanceof None) {
      return all();
    }
    return new Ranked(new Complement(operand.plan), operand.kind);
  }

  private Ranked expansion(Neighbors neighbors) {
    Ranked seed = ranked(neighbors.components());
    if (seed.plan instanceof None) {
      return none();
    }
    Plan plan = new Plan.Expansion(seed.plan, neighbors.levels(), neighbors.direction());
    return new Ranked(plan, Kind.TRAVERSAL);
  }

  private static Ranked all() {
    return new Ranked(new All(), Kind.FILTER);
  }

  private static Ranked none() {
    return new Ranked(new None(), Kind.FILTER);
  }

  private static Kind costliest(List<Ranked> operands) {
    return operands.stream().map(Ranked::kind).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** From cheap to costly. */
  private enum Kind {
    FILTER,
    HEALTH,
    PATTERN,
    TRAVERSAL
  }

  /** A step and how costly its kind is. */
  private record Ranked(Plan plan, Kind kind) {}

  /**
   * @param cost what decides among steps of one kind: how many components it may select; of
   *     traversals, the size of the seed
   */
  private record Costed(Plan plan, Kind kind, long cost) {}
}
