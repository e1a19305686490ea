package io.stackstate.stql;

import io.stackstate.stql.Plan.All;
import io.stackstate.stql.Plan.ById;
import io.stackstate.stql.Plan.Complement;
import io.stackstate.stql.Plan.Expansion;
import io.stackstate.stql.Plan.Intersection;
import io.stackstate.stql.Plan.Lookup;
import io.stackstate.stql.Plan.Match;
import io.stackstate.stql.Plan.None;
import io.stackstate.stql.Plan.Union;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Carries out a plan on a snapshot. Its bitmaps may be the snapshot's own, so no bitmap is ever
 * modified that was not made here. One use, one thread.
 */
final class Evaluation {
  private final TopologySnapshot snapshot;
  private final Estimates estimates;
  private final LoadedElements loaded;
  private final Deadline deadline;
  private final PatternSearch patterns;
  private final StepListener listener;
  private final Walks walks;

  Evaluation(
      TopologySnapshot snapshot,
      Estimates estimates,
      LoadedElements loaded,
      Deadline deadline,
      PatternSearch patterns,
      StepListener listener,
      Walks walks) {
    this.snapshot = snapshot;
    this.estimates = estimates;
    this.loaded = loaded;
    this.deadline = deadline;
    this.patterns = patterns;
    this.listener = listener;
    this.walks = walks;
  }

  /** Whether what {@link #evaluate} answers is the snapshot's own, not to be modified. */
  static boolean isShared(Plan plan) {
    return plan instanceof All || plan instanceof Lookup;
  }

  RoaringBitmap evaluate(Plan plan) throws QueryTooLargeException, QueryTimeoutException {
    return evaluate(plan, snapshot.components());
  }

  /**
   * @param within the only components that matter; a step may select others, too
   */
  private RoaringBitmap evaluate(Plan plan, RoaringBitmap within)
      throws QueryTooLargeException, QueryTimeoutException {
    deadline.check();
    listener.begins(plan);
    RoaringBitmap found = step(plan, within);
    listener.ends(plan, found);
    return found;
  }

  private RoaringBitmap step(Plan plan, RoaringBitmap within)
      throws QueryTooLargeException, QueryTimeoutException {
    if (plan instanceof All) {
      return snapshot.components();
    } else if (plan instanceof None) {
      return new RoaringBitmap();
    } else if (plan instanceof Lookup lookup) {
      return lookup(lookup);
    } else if (plan instanceof ById byId) {
      return byId(byId.ids());
    } else if (plan instanceof Match match) {
      return patterns.search(match, within);
    } else if (plan instanceof Complement complement) {
      return RoaringBitmap.andNot(snapshot.components(), evaluate(complement.operand()));
    } else if (plan instanceof Intersection intersection) {
      return intersection(intersection.operands());
    } else if (plan instanceof Union union) {
      return union(union.operands());
    } else if (plan instanceof Expansion expansion) {
      return expansion(expansion);
    }
    throw new IllegalStateException("unevaluated: " + plan.getClass());
  }

  private RoaringBitmap lookup(Lookup lookup) {
    List<String> values = lookup.values();
    if (values.size() == 1) {
      RoaringBitmap known = estimates.found(lookup);
      return known != null ? known : snapshot.components(lookup.attribute(), values.get(0));
    }
    RoaringBitmap found = new RoaringBitmap();
    for (String value : values) {
      found.or(snapshot.components(lookup.attribute(), value));
    }
    return found;
  }

  private RoaringBitmap byId(List<Long> ids) {
    RoaringBitmap found = new RoaringBitmap();
    for (long id : ids) {
      int ordinal = snapshot.componentOrdinal(id);
      if (ordinal >= 0) {
        found.add(ordinal);
      }
    }
    return found;
  }

  private RoaringBitmap intersection(List<Plan> operands)
      throws QueryTooLargeException, QueryTimeoutException {
    RoaringBitmap left = evaluate(operands.get(0));
    for (int i = 1; i < operands.size(); i++) {
      Plan operand = operands.get(i);
      if (left.isEmpty()) {
        return new RoaringBitmap();
      }
      left =
          operand instanceof Complement complement
              ? RoaringBitmap.andNot(left, evaluate(complement.operand()))
              : RoaringBitmap.and(left, evaluate(operand, left));
    }
    return left;
  }

  private RoaringBitmap union(List<Plan> operands)
      throws QueryTooLargeException, QueryTimeoutException {
    RoaringBitmap all = new RoaringBitmap();
    for (Plan operand : operands) {
      all.or(evaluate(operand));
    }
    return all;
  }

  private RoaringBitmap expansion(Expansion expansion)
      throws QueryTooLargeException, QueryTimeoutException {
    RoaringBitmap seed = evaluate(expansion.seed());
    VisitedSet memory = walks.borrow();
    try {
      return new Traversal(snapshot, expansion.direction(), loaded, deadline, memory)
          .walk(seed, expansion.levels());
    } catch (QueryTooLargeException e) {
      throw e.in(PlanText.of(expansion));
    } finally {
      walks.giveBack(memory);
    }
  }
}
