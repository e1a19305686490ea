package io.stackstate.health.check;

import io.stackstate.health.check.Arrival.Silence;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.CheckRule.Bound;
import io.stackstate.model.check.CheckRule.MetricRatio;
import io.stackstate.model.check.CheckRule.MetricThreshold;
import io.stackstate.model.check.CheckRule.Statistic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decides checks on metrics (health sheet, section 2.3). A window is what came in the {@code
 * max_window} milliseconds up to now; from the first point on it is enough. A value that equals a
 * threshold exceeds it: a genuine pack gives 0 as the minimum to detect "stopped", so {@code <=}
 * for minima, and by symmetry {@code >=} for maxima. Of a percentile that is the nearest rank.
 */
final class MetricVerdicts {
  private static final MathContext SHOWN = new MathContext(6, RoundingMode.HALF_EVEN);

  private MetricVerdicts() {}

  /**
   * @param silence what an empty window means
   */
  static Verdict of(MetricThreshold rule, MetricStream stream, Silence silence, long now) {
    int count = stream.window.countAfter(now - rule.windowMillis());
    if (count == 0) {
      return empty(stream, rule.windowMillis(), silence);
    }
    Window window = stream.window;
    String what = "\"" + stream.name() + "\"";
    return switch (rule.statistic()) {
      case AVERAGE ->
          compared(
              rule.bound(),
              "average of " + what + over(rule.windowMillis()),
              window.average(count),
              rule.deviating(),
              rule.critical());
      case LAST ->
          compared(
              rule.bound(),
              "last value of " + what,
              window.last(),
              rule.deviating(),
              rule.critical());
      case PERCENTILE ->
          compared(
              rule.bound(),
              "percentile " + number(rule.percentile()) + " of " + what + over(rule.windowMillis()),
              window.percentile(count, rule.percentile()),
              rule.deviating(),
              rule.critical());
    };
  }

  /** As the other one; 0 of 0 is 0, and anything else of 0 exceeds every threshold. */
  static Verdict of(
      MetricRatio rule,
      MetricStream numerator,
      MetricStream denominator,
      Silence silence,
      long now) {
    int above = numerator.window.countAfter(now - rule.windowMillis());
    int below = denominator.window.countAfter(now - rule.windowMillis());
    if (above == 0 || below == 0) {
      boolean first = above == 0 && (below > 0 || !numerator.hadData() || denominator.hadData());
      return empty(first ? numerator : denominator, rule.windowMillis(), silence);
    }
    boolean last = rule.statistic() == Statistic.LAST;
    double dividend = last ? numerator.window.last() : numerator.window.average(above);
    double divisor = last ? denominator.window.last() : denominator.window.average(below);
    String what =
        (last ? "ratio of the last \"" : "ratio of \"")
            + numerator.name()
            + "\" to \""
            + denominator.name()
            + "\""
            + (last ? "" : over(rule.windowMillis()));
    double ratio = dividend == 0 && divisor == 0 ? 0 : dividend / divisor;
    return compared(Bound.MAXIMUM, what, ratio, rule.deviating(), rule.critical());
  }

  private static Verdict empty(MetricStream stream, long windowMillis, Silence silence) {
    return switch (silence) {
      case NOT_YET -> Verdict.NO_DATA;
      case NEVER -> Verdict.notFound(stream.definition(), windowMillis);
      case NO_LONGER -> Verdict.stale("no value of \"" + stream.name() + "\"" + over(windowMillis));
    };
  }

  private static Verdict compared(
      Bound bound, String what, double value, double deviating, double critical) {
    boolean maximum = bound == Bound.MAXIMUM;
    HealthState state =
        exceeds(maximum, value, critical)
            ? HealthState.CRITICAL
            : exceeds(maximum, value, deviating) ? HealthState.DEVIATING : HealthState.CLEAR;
    String orMore = maximum ? " or more" : " or less";
    return Verdict.of(
        state,
        what
            + " is "
            + number(value)
            + "; deviating at "
            + number(deviating)
            + orMore
            + ", critical at "
            + number(critical)
            + orMore);
  }

  private static boolean exceeds(boolean maximum, double value, double threshold) {
    return maximum ? value >= threshold : value <= threshold;
  }

  private static String over(long windowMillis) {
    return " over " + Verdict.seconds(windowMillis);
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "infinite" : "minus infinite";
    }
    return new BigDecimal(value, SHOWN).stripTrailingZeros().toPlainString();
  }
}
