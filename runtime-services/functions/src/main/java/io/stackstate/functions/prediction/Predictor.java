package io.stackstate.functions.prediction;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A way to go on from a history. */
public enum Predictor {
  /** Trend and the strongest oscillations: for metrics that repeat themselves. */
  FFT(Oscillations::of),
  /** Trend alone. */
  LINEAR(Trend::of),
  /**
   * Our stand-in for an algorithm that was never published: a level, a trend that wears off, and a
   * season of an hour, a day or a week where there is one.
   */
  HMN(SmoothedSeason::of);

  private final Function<Grid, Curve> fit;

  Predictor(Function<Grid, Curve> fit) {
    this.fit = fit;
  }

  /** By its name, in any case. */
  public static Optional<Predictor> of(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.name().equals(wanted)).findFirst();
  }

  Curve fit(Grid history) {
    return fit.apply(history);
  }
}
