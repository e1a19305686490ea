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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides in which order a query is evaluated: the operands of a conjunction by the number of
 * components that an index expects of them, health after all other filters, then patterns, and
 * traversals last, because a conjunction that is empty without them spares them. For one query.
 */
final class Planner {
  private static final Comparator<Costed> CHEAPEST_FIRST =
      Comparator.comparing(Costed::kind).thenComparingLong(Costed::cost);

  private final TopologySnapshot snapshot;
  private final Map<Plan, Long> estimates = new IdentityHashMap<>();

  Planner(TopologySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  Plan plan(Expression expression) {
    return plan(expression, List.of());
  }

  Plan plan(Expression expression, List<PatternFilter> patterns) {
    List<Costed> operands = new ArrayList<>();
    if (expression instanceof And and) {
      and.operands().forEach(operand -> operands.add(costed(operand)));
    } else {
      operands.add(costed(expression));
    }
    patterns.forEach(pattern -> operands.add(match(pattern)));
    return operands.size() == 1 ? operands.get(0).plan : intersection(operands).plan;
  }

  /**
   * How many components a step of the plan may select: from above, except where an estimate was
   * subtracted.
   */
  long estimate(Plan step) {
    return estimates.get(step);
  }

  private Costed costed(Expression expression) {
    if (expression instanceof Filter filter) {
      return filter(filter);
    } else if (expression instanceof And and) {
      return intersection(and.operands().stream().map(this::costed).toList());
    } else if (expression instanceof Or or) {
      return union(or.operands().stream().map(this::costed).toList());
    } else if (expression instanceof Not not) {
      return complement(costed(not.operand()));
    } else if (expression instanceof Neighbors neighbors) {
      return expansion(neighbors);
    } else if (expression instanceof Cause) {
      return none();
    } else if (expression instanceof Everything) {
      return all();
    }
    throw new IllegalStateException("unplanned: " + expression.getClass());
  }

  private Costed filter(Filter filter) {
    Costed positive = filter.wildcard() ? all() : lookup(filter.key(), filter.values());
    return filter.operator().negative() ? complement(positive) : positive;
  }

  private Costed lookup(Key key, List<String> values) {
    if (key == Key.ID) {
      List<Long> ids = new ArrayList<>(values.size());
      values.forEach(value -> ids.add(Long.valueOf(value)));
      return estimated(new ById(ids), Kind.FILTER, ids.size());
    }
    Attribute attribute = attribute(key);
    long components = 0;
    for (String value : values) {
      components += snapshot.components(attribute, value).getLongCardinality();
    }
    Kind kind = key == Key.HEALTH_STATE ? Kind.HEALTH : Kind.FILTER;
    return estimated(new Lookup(attribute, values), kind, components);
  }

  private Costed match(PatternFilter filter) {
    Glob glob = new Glob(filter.pattern());
    if (glob.isAnything()) {
      return all();
    } else if (glob.isLiteral()) {
      Attribute attribute = filter.attribute();
      long components = snapshot.components(attribute, glob.prefix()).getLongCardinality();
      return estimated(new Lookup(attribute, List.of(glob.prefix())), Kind.FILTER, components);
    }
    return estimated(
        new Plan.Match(filter.attribute(), glob, filter.pattern()),
        Kind.PATTERN,
        snapshot.componentCount());
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

  private Costed intersection(List<Costed> operands) {
    if (operands.stream().anyMatch(o -> o.plan instanceof None)) {
      return none();
    }
    List<Costed> ordered =
        operands.stream().filter(o -> !(o.plan instanceof All)).sorted(CHEAPEST_FIRST).toList();
    if (ordered.size() < 2) {
      return ordered.isEmpty() ? all() : ordered.get(0);
    }
    long least = ordered.stream().mapToLong(Costed::components).min().getAsLong();
    return estimated(new Intersection(plans(ordered)), costliest(ordered), least);
  }

  private Costed union(List<Costed> operands) {
    if (operands.stream().anyMatch(o -> o.plan instanceof All)) {
      return all();
    }
    List<Costed> needed = operands.stream().filter(o -> !(o.plan instanceof None)).toList();
    if (needed.size() < 2) {
      return needed.isEmpty() ? none() : needed.get(0);
    }
    long sum = needed.stream().mapToLong(Costed::components).sum();
    return estimated(new Union(plans(needed)), costliest(needed), sum);
  }

  private Costed complement(Costed operand) {
    if (operand.plan instanceof All) {
      return none();
    } else if (operand.plan instanceof None) {
      return all();
    }
    long rest = Math.max(0, snapshot.componentCount() - operand.components);
    return estimated(new Complement(operand.plan), operand.kind, rest);
  }

  private Costed expansion(Neighbors neighbors) {
    Costed seed = costed(neighbors.components());
    if (seed.plan instanceof None) {
      return none();
    }
    Plan plan = new Plan.Expansion(seed.plan, neighbors.levels(), neighbors.direction());
    long all = snapshot.componentCount();
    estimates.put(plan, all);
    return new Costed(plan, Kind.TRAVERSAL, all, seed.components);
  }

  private Costed all() {
    return estimated(new All(), Kind.FILTER, snapshot.componentCount());
  }

  private Costed none() {
    return estimated(new None(), Kind.FILTER, 0);
  }

  private Costed estimated(Plan plan, Kind kind, long components) {
    long most = Math.min(components, snapshot.componentCount());
    estimates.put(plan, most);
    return new Costed(plan, kind, most, most);
  }

  private static List<Plan> plans(List<Costed> operands) {
    return operands.stream().map(Costed::plan).toList();
  }

  private static Kind costliest(List<Costed> operands) {
    return operands.stream().map(Costed::kind).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** From cheap to costly. */
  private enum Kind {
    FILTER,
    HEALTH,
    PATTERN,
    TRAVERSAL
  }

  /**
   * @param components how many it may select
   * @param cost what decides among steps of one kind: of traversals, the size of the seed
   */
  private record Costed(Plan plan, Kind kind, long components, long cost) {}
}
