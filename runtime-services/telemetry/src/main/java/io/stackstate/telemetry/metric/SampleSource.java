package io.stackstate.telemetry.metric;

import java.util.List;

/** Where PromQL gets its samples. Thread-safe. */
@FunctionalInterface
public interface SampleSource {
  /**
   * All series that fulfil the matchers with their points of an interval.
   *
   * @param matchers at least one that no empty value fulfils
   * @param fromMillis epoch milliseconds, included, as is {@code toMillis}
   * @param maxSamples how many points there may be in all
   * @throws TooManyPointsException when there are more
   */
  List<Samples> select(List<LabelMatcher> matchers, long fromMillis, long toMillis, int maxSamples)
      throws MetricsUnavailableException, TooManyPointsException;
}
