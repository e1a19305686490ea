package io.stackstate.stql.expression;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a query means: a set of components. Immutable. {@link #toString()} of every form is its
 * canonical text.
 *
 * <p>{@link #and}, {@link #or} and {@link #not} keep expressions in one form: no conjunction inside
 * a conjunction, no disjunction inside a disjunction, no negation of a negation. The constructors
 * insist on it, which is what lets two texts of the same query be equal.
 */
public sealed interface Expression {

  /** The wildcard: as a value of any key it is true for every component, even without the key. */
  String WILDCARD = "*";

  /** The intersection. At least one operand. */
  static Expression and(List<Expression> operands) {
    List<Expression> flat =
        operands.stream()
            .flatMap(e -> e instanceof And inner ? inner.operands().stream() : Stream.of(e))
            .toList();
    return flat.size() == 1 ? flat.get(0) : new And(flat);
  }

  /** The union. At least one operand. */
  static Expression or(List<Expression> operands) {
    List<Expression> flat =
        operands.stream()
            .flatMap(e -> e instanceof Or inner ? inner.operands().stream() : Stream.of(e))
            .toList();
    return flat.size() == 1 ? flat.get(0) : new Or(flat);
  }

  /** All components but these. */
  static Expression not(Expression operand) {
    return operand instanceof Not inner ? inner.operand() : new Not(operand);
  }

  /** Whether a function stands anywhere in it; scopes may hold none. */
  default boolean usesFunctions() {
    return false;
  }

  /** Every component: the blank query. */
  record Everything() implements Expression {
    @Override
    public String toString() {
      return CanonicalText.of(this);
    }
  }

  /**
   * Compares one key.
   *
   * @param values one for {@code =} and {@code !=}, at least one for {@code IN}; health states in
   *     upper case, ids as decimal numbers without leading zeros, or {@link #WILDCARD}
   */
  record Filter(Key key, Operator operator, List<String> values) implements Expression {
    public Filter {
      values = List.copyOf(values);
      if (values.isEmpty() || (!operator.takesList() && values.size() > 1)) {
        throw new IllegalArgumentException(operator + " with " + values.size() + " values");
      }
    }

    /** Whether one of the values is the wildcard. */
    public boolean wildcard() {
      return values.contains(WILDCARD);
    }

    @Override
    public String toString() {
      return CanonicalText.of(this);
    }
  }

  /** The intersection of at least two. */
  record And(List<Expression> operands) implements Expression {
    public And {
      operands = List.copyOf(operands);
      if (operands.size() < 2 || operands.stream().anyMatch(And.class::isInstance)) {
        throw new IllegalArgumentException("a conjunction takes two other operands: " + operands);
      }
    }

    @Override
    public boolean usesFunctions() {
      return operands.stream().anyMatch(Expression::usesFunctions);
    }

    @Override
    public String toString() {
      return CanonicalText.of(this);
    }
  }

  /** The union of at least two. */
  record Or(List<Expression> operands) implements Expression {
    public Or {
      operands = List.copyOf(operands);
      if (operands.size() < 2 || operands.stream().anyMatch(Or.class::isInstance)) {
        throw new IllegalArgumentException("a disjunction takes two other operands: " + operands);
      }
    }

    @Override
    public boolean usesFunctions() {
      return operands.stream().anyMatch(Expression::usesFunctions);
    }

    @Override
    public String toString() {
      return CanonicalText.of(this);
    }
  }

  /** All components but these. */
  record Not(Expression operand) implements Expression {
    public Not {
      if (operand instanceof Not) {
        throw new IllegalArgumentException("a negation of a negation: " + operand);
      }
    }

    @Override
    public boolean usesFunctions() {
      return operand.usesFunctions();
    }

    @Override
    public String toString() {
      return CanonicalText.of(this);
    }
  }

  /**
   * {@code withNeighborsOf}: these components and what is reached from them.
   *
   * @param levels how many hops, 1 to {@value #ALL_LEVELS}
   */
  record Neighbors(Expression components, int levels, Direction direction) implements Expression {
    /** What {@code levels = "all"} means: the hard maximum. */
    public static final int ALL_LEVELS = 15;

    public Neighbors {
      if (levels < 1 || levels > ALL_LEVELS) {
        throw new IllegalArgumentException("levels " + levels);
      }
    }

    @Override
    public boolean usesFunctions() {
      return true;
    }

    @Override
    public String toString() {
      return CanonicalText.of(this);
    }
  }

  /** {@code withCauseOf}, deprecated: no component, whatever its arguments. */
  record Cause() implements Expression {
    @Override
    public boolean usesFunctions() {
      return true;
    }

    @Override
    public String toString() {
      return CanonicalText.of(this);
    }
  }
}
