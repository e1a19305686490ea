package io.stackstate.telemetry.promql.syntax;

import io.stackstate.telemetry.metric.LabelMatcher;
import java.util.List;

/** An expression of PromQL whose types are right. */
public sealed interface Expr {
  ValueType type();

  /** A number; a duration is one in seconds. */
  record NumberLiteral(double value) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  record StringLiteral(String value) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /** The newest point of each series that fulfils the matchers. */
  record VectorSelector(List<LabelMatcher> matchers, TimeShift shift) implements Expr {
    public VectorSelector {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** The points within a range of each series that fulfils the matchers. */
  record MatrixSelector(VectorSelector series, long rangeMillis) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /**
   * What an expression is at several times of a range.
   *
   * @param stepMillis 0 for that of {@link Intervals#STEP}
   */
  record Subquery(Expr expr, long rangeMillis, long stepMillis, TimeShift shift) implements Expr {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  record Negation(Expr expr) implements Expr {
    @Override
    public ValueType type() {
      return expr.type();
    }
  }

  /**
   * Two operands.
   *
   * @param bool whether a comparison gives 0 and 1 instead of choosing
   * @param matching how series of two vectors find each other; null when one is a scalar
   */
  record Binary(BinaryOperator operator, Expr left, Expr right, boolean bool, Matching matching)
      implements Expr {
    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.VECTOR;
    }
  }

  /**
   * One series for each group of series.
   *
   * @param parameter null where the operator takes none
   * @param without whether {@code labels} are those that do not distinguish groups
   * @param limit most series of the answer, the first by their labels; 0 for all
   */
  record Aggregation(
      AggregateOperator operator,
      Expr expr,
      Expr parameter,
      List<String> labels,
      boolean without,
      int limit)
      implements Expr {
    public Aggregation {
      labels = List.copyOf(labels);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  record Call(Signature function, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.returns();
    }
  }
}
