package io.stackstate.telemetry.metric;

import java.util.List;
import java.util.Map;

/** Tells which series there are, without their points. Thread-safe. */
@FunctionalInterface
public interface SeriesSource {
  /**
   * The labels of all series that fulfil the matchers and have a point in an interval, as {@link
   * SampleSource#select} takes them.
   *
   * @param maxSeries how many series are enough; which ones is left to the source, which may also
   *     stop at fewer when it has looked at very many
   * @throws TooManyPointsException when there is too much to look at even so
   */
  List<Map<String, String>> series(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, int maxSeries)
      throws MetricsUnavailableException, TooManyPointsException;

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
