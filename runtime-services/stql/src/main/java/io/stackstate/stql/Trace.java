package io.stackstate.stql;

import io.stackstate.stql.Explanation.Operation;
import io.stackstate.stql.Explanation.State;
import io.stackstate.stql.Explanation.Step;
import io.stackstate.topology.TopologySnapshot;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmap;

/** Writes down what the steps of one query select and load. */
final class Trace implements StepListener {
  private final TopologySnapshot snapshot;
  private final Estimates estimates;
  private final LoadedElements loaded;
  private final Map<Plan, Long> begun = new IdentityHashMap<>();
  private final Map<Plan, Ended> ended = new IdentityHashMap<>();

  private record Ended(long selected, long loaded) {}

  Trace(TopologySnapshot snapshot, LoadedElements loaded) {
    this.snapshot = snapshot;
    this.estimates = new Estimates(snapshot);
    this.loaded = loaded;
  }

  @Override
  public void begins(Plan step) {
    begun.put(step, loaded.count());
  }

  @Override
  public void ends(Plan step, RoaringBitmap found) {
    ended.put(step, new Ended(found.getLongCardinality(), loaded.count() - begun.get(step)));
  }

  Explanation explain(Plan plan, RoaringBitmap found) {
    return new Explanation(
        step(plan), OptionalLong.of(found.getLongCardinality()), loaded.count(), Optional.empty());
  }

  Explanation explain(Plan plan, String problem) {
    return new Explanation(step(plan), OptionalLong.empty(), loaded.count(), Optional.of(problem));
  }

  private Step step(Plan plan) {
    List<Step> inputs = inputs(plan).stream().map(this::step).toList();
    Ended end = ended.get(plan);
    boolean subtracted = plan instanceof Plan.Complement && !begun.containsKey(plan);
    if (subtracted) {
      // An intersection subtracts the operand of a complement without computing the complement.
      Step operand = inputs.get(0);
      OptionalLong rest =
          operand.actual().isPresent()
              ? OptionalLong.of(snapshot.componentCount() - operand.actual().getAsLong())
              : OptionalLong.empty();
      return step(plan, rest, operand.loadedElements(), operand.state(), inputs);
    } else if (end != null) {
      return step(plan, OptionalLong.of(end.selected), end.loaded, State.DONE, inputs);
    } else if (begun.containsKey(plan)) {
      long soFar = loaded.count() - begun.get(plan);
      return step(plan, OptionalLong.empty(), soFar, State.STOPPED, inputs);
    }
    return step(plan, OptionalLong.empty(), 0, State.SKIPPED, inputs);
  }

  private Step step(
      Plan plan, OptionalLong actual, long loadedHere, State state, List<Step> inputs) {
    return new Step(
        operation(plan), PlanText.of(plan), estimates.of(plan), actual, loadedHere, state, inputs);
  }

  private static List<Plan> inputs(Plan plan) {
    if (plan instanceof Plan.Intersection intersection) {
      return intersection.operands();
    } else if (plan instanceof Plan.Union union) {
      return union.operands();
    } else if (plan instanceof Plan.Complement complement) {
      return List.of(complement.operand());
    } else if (plan instanceof Plan.Expansion expansion) {
      return List.of(expansion.seed());
    }
    return List.of();
  }

  private static Operation operation(Plan plan) {
    if (plan instanceof Plan.Intersection) {
      return Operation.AND;
    } else if (plan instanceof Plan.Union) {
      return Operation.OR;
    } else if (plan instanceof Plan.Complement) {
      return Operation.NOT;
    } else if (plan instanceof Plan.Expansion) {
      return Operation.NEIGHBORS;
    } else if (plan instanceof Plan.Match) {
      return Operation.PATTERN;
    } else if (plan instanceof Plan.Lookup) {
      return Operation.INDEX;
    } else if (plan instanceof Plan.ById) {
      return Operation.ID;
    }
    return plan instanceof Plan.All ? Operation.ALL : Operation.NONE;
  }
}
