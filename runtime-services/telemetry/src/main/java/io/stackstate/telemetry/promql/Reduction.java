package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.promql.syntax.AggregateOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;

/** Makes one number of those of all series of a group, for each step. */
interface Reduction {
  /** Takes the numbers of one series. */
  void add(double[] values);

  /** Writes what comes of them. */
  void finish();

  /**
   * @param into where nothing is yet
   * @param room gives as many cells again
   */
  static Reduction of(AggregateOperator operator, double[] into, Supplier<double[]> room) {
    return switch (operator) {
      case SUM -> new Sum(into, room.get());
      case AVG -> new Mean(into);
      case MIN -> new Folded(into, (held, next) -> next, (h, n) -> h > n || Double.isNaN(h));
      case MAX -> new Folded(into, (held, next) -> next, (h, n) -> h < n || Double.isNaN(h));
      case COUNT -> new Counted(into);
      case GROUP -> new Folded(into, (held, next) -> 1, (held, next) -> false);
      case STDDEV -> new Spread(into, room.get(), room.get(), true);
      case STDVAR -> new Spread(into, room.get(), room.get(), false);
      default -> throw new IllegalStateException("more than one number: " + operator);
    };
  }

  /** Sums with the error of rounding carried along, as {@link Kahan}, but in arrays. */
  final class Sum implements Reduction {
    private final double[] sums;
    private final double[] carries;

    Sum(double[] sums, double[] carries) {
      this.sums = sums;
      this.carries = carries;
    }

    @Override
    public void add(double[] values) {
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        if (Row.isAbsent(value)) {
          continue;
        }
        if (Row.isAbsent(sums[i])) {
          sums[i] = value;
          carries[i] = 0;
          continue;
        }
        double next = sums[i] + value;
        carries[i] = Kahan.carry(carries[i], sums[i], value, next);
        sums[i] = next;
      }
    }

    @Override
    public void finish() {
      for (int i = 0; i < sums.length; i++) {
        if (Row.isPresent(sums[i])) {
          sums[i] += carries[i];
        }
      }
    }
  }

  /** A sum and a count; where the sum overflows, a mean that grows step by step. */
  final class Mean implements Reduction {
    private final double[] means;
    private final Kahan[] sums;
    private final int[] counts;
    private final boolean[] incremental;

    Mean(double[] means) {
      this.means = means;
      this.sums = new Kahan[means.length];
      this.counts = new int[means.length];
      this.incremental = new boolean[means.length];
    }

    @Override
    public void add(double[] values) {
      for (int i = 0; i < values.length; i++) {
        if (Row.isPresent(values[i])) {
          add(i, values[i]);
        }
      }
    }

    private void add(int i, double value) {
      if (sums[i] == null) {
        sums[i] = new Kahan();
      }
      Kahan sum = sums[i];
      int before = counts[i]++;
      if (!incremental[i] && before > 0 && Double.isInfinite(sum.plain() + value)) {
        incremental[i] = true;
        sum.scale(1.0 / before);
      }
      if (incremental[i]) {
        sum.scale((double) before / counts[i]);
        sum.add(value / counts[i]);
      } else {
        sum.add(value);
      }
    }

    @Override
    public void finish() {
      for (int i = 0; i < means.length; i++) {
        if (counts[i] > 0) {
          means[i] = incremental[i] ? sums[i].value() : sums[i].value() / counts[i];
        }
      }
    }
  }

  /** Whether a number takes the place of the one that is held. */
  @FunctionalInterface
  interface Replaces {
    boolean test(double held, double next);
  }

  /** Holds one number, which another may replace. */
  final class Folded implements Reduction {
    private final double[] held;
    private final DoubleBinaryOperator choice;
    private final Replaces replaces;

    Folded(double[] held, DoubleBinaryOperator choice, Replaces replaces) {
      this.held = held;
      this.choice = choice;
      this.replaces = replaces;
    }

    @Override
    public void add(double[] values) {
      for (int i = 0; i < values.length; i++) {
        double next = values[i];
        if (Row.isPresent(next) && (Row.isAbsent(held[i]) || replaces.test(held[i], next))) {
          held[i] = choice.applyAsDouble(held[i], next);
        }
      }
    }

    @Override
    public void finish() {
      // Every number stands already where it belongs.
    }
  }

  /** How many there are. */
  final class Counted implements Reduction {
    private final double[] counts;

    Counted(double[] counts) {
      this.counts = counts;
    }

    @Override
    public void add(double[] values) {
      for (int i = 0; i < values.length; i++) {
        if (Row.isPresent(values[i])) {
          counts[i] = Row.isAbsent(counts[i]) ? 1 : counts[i] + 1;
        }
      }
    }

    @Override
    public void finish() {
      // Every count stands already where it belongs.
    }
  }

  /** Variance in one pass (Welford). */
  final class Spread implements Reduction {
    private final double[] squares;
    private final double[] means;
    private final double[] counts;
    private final boolean root;

    Spread(double[] squares, double[] means, double[] counts, boolean root) {
      this.squares = squares;
      this.means = means;
      this.counts = counts;
      this.root = root;
    }

    @Override
    public void add(double[] values) {
      for (int i = 0; i < values.length; i++) {
        double value = values[i];
        if (Row.isAbsent(value)) {
          continue;
        }
        if (Row.isAbsent(squares[i])) {
          counts[i] = 1;
          means[i] = value;
          squares[i] = Double.isNaN(value) || Double.isInfinite(value) ? Double.NaN : 0;
          continue;
        }
        double delta = value - means[i];
        means[i] += delta / ++counts[i];
        squares[i] += delta * (value - means[i]);
      }
    }

    @Override
    public void finish() {
      for (int i = 0; i < squares.length; i++) {
        if (Row.isPresent(squares[i])) {
          double variance = squares[i] / counts[i];
          squares[i] = root ? Math.sqrt(variance) : variance;
        }
      }
    }
  }
}
