package io.stackstate.stql;

import io.stackstate.stql.expression.Direction;
import io.stackstate.topology.Attribute;
import java.util.List;

/** The steps that answer a query on one snapshot, in the order in which they are taken. */
sealed interface Plan {

  /** How often relations are walked along in it. */
  default int walks() {
    return 0;
  }

  /** Whether a conjunction stands in it, whose order depends on the snapshot. */
  default boolean hasOrder() {
    return false;
  }

  /** Every component. */
  record All() implements Plan {}

  /** No component. */
  record None() implements Plan {}

  /** The components that have one of these values, by an index. */
  record Lookup(Attribute attribute, List<String> values) implements Plan {}

  /** The components of which some value fits, by the sorted values of the attribute. */
  record Match(Attribute attribute, Glob glob, String pattern) implements Plan {}

  /** The components with these node ids. */
  record ById(List<Long> ids) implements Plan {}

  /** All components but these. */
  record Complement(Plan operand) implements Plan {
    @Override
    public int walks() {
      return operand.walks();
    }

    @Override
    public boolean hasOrder() {
      return operand.hasOrder();
    }
  }

  /** Cheapest first; when what is left is empty, the operands behind are not evaluated. */
  record Intersection(List<Plan> operands) implements Plan {
    @Override
    public int walks() {
      return Plan.walks(operands);
    }

    @Override
    public boolean hasOrder() {
      return true;
    }
  }

  /** In any order. */
  record Union(List<Plan> operands) implements Plan {
    @Override
    public int walks() {
      return Plan.walks(operands);
    }

    @Override
    public boolean hasOrder() {
      return Plan.hasOrder(operands);
    }
  }

  /** The seed and everything within so many hops. */
  record Expansion(Plan seed, int levels, Direction direction) implements Plan {
    @Override
    public int walks() {
      return 1 + seed.walks();
    }

    @Override
    public boolean hasOrder() {
      return seed.hasOrder();
    }
  }

  private static int walks(List<Plan> steps) {
    int walks = 0;
    for (Plan step : steps) {
      walks += step.walks();
    }
    return walks;
  }

  private static boolean hasOrder(List<Plan> steps) {
    for (Plan step : steps) {
      if (step.hasOrder()) {
        return true;
      }
    }
    return false;
  }
}
