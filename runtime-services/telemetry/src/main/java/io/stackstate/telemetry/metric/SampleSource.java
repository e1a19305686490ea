package io.stackstate.telemetry.metric;

import java.util.List;
import java.util.Map;

/** Where PromQL gets its samples. Thread-safe. */
public interface SampleSource {
  /** Points that the default {@link #series} reads at most. */
  int SERIES_POINTS = 1_000_000;

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

  /**
   * The labels of all series that fulfil the matchers and have a point in an interval, as {@link
   * #select} takes them. This default reads the points; where there are too many of them it looks
   * at ever newer parts of the interval, down to a minute.
   *
   * @param maxSeries how many series are enough; which ones is left to the source, which may also
   *     stop at fewer when it has looked at very many
   * @throws TooManyPointsException when there is too much to look at even so
   */
  default List<Map<String, String>> series(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, int maxSeries)
      throws MetricsUnavailableException, TooManyPointsException {
    long from = fromMillis;
    while (true) {
      try {
        return select(matchers, from, toMillis, SERIES_POINTS).stream()
            .limit(maxSeries)
            .map(Samples::labels)
            .toList();
      } catch (TooManyPointsException e) {
        if (toMillis - from <= 60_000) {
          throw e;
        }
        from = Math.max(toMillis - (toMillis - from) / 8, from + 1);
      }
    }
  }

  /**
   * The values that a label has in all series that fulfil the matchers and have a point in an
   * interval, each once and in order, the empty one left out. This default looks at the series.
   *
   * @param maxValues how many there are at most
   * @throws TooManyPointsException when there is too much to look at
   */
  default List<String> values(
      String label, List<LabelMatcher> matchers, long fromMillis, long toMillis, int maxValues)
      throws MetricsUnavailableException, TooManyPointsException {
    return series(matchers, fromMillis, toMillis, Integer.MAX_VALUE).stream()
        .map(labels -> labels.getOrDefault(label, ""))
        .filter(value -> !value.isEmpty())
        .distinct()
        .sorted()
        .limit(maxValues)
        .toList();
  }
}
