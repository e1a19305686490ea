package io.stackstate.telemetry.promql;

import java.time.Duration;

/**
 * What one evaluation may cost.
 *
 * @param maxSamples numbers held in all, of series as they are stored and of what is made of them,
 *     8 to 16 bytes each
 * @param timeout most time it may take
 */
public record PromqlLimits(int maxSamples, Duration timeout) {
  /** Most steps of a query, as Prometheus has it. */
  public static final int MAX_STEPS = 11_000;

  /** At most 160 MB, in 30 s. */
  public static final PromqlLimits DEFAULT = new PromqlLimits(10_000_000, Duration.ofSeconds(30));

  public PromqlLimits {
    if (maxSamples < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "found maxSamples " + maxSamples + " and timeout " + timeout + ", expected more than 0");
    }
  }

  /** The same with less time, when that is less. */
  public PromqlLimits within(Duration time) {
    return time.compareTo(timeout) < 0 ? new PromqlLimits(maxSamples, time) : this;
  }
}
