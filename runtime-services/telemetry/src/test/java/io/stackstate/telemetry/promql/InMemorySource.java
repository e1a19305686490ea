package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.LabelFilter;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.SampleSource;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.metric.TooManyPointsException;
import io.stackstate.telemetry.promql.syntax.PromqlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Series in memory, written down one a line. */
final class InMemorySource implements SampleSource {
  private final List<Samples> series = new ArrayList<>();
  private int selects;

  /**
   * Series that begin at 0 and have a point every so often.
   *
   * @param lines a selector, then values: {@code 5}, {@code _} for none, {@code 0+10x3} for 0, 10,
   *     20, 30, {@code NaN}, {@code Inf}, {@code -Inf} and {@code stale}
   */
  static InMemorySource every(int seconds, String... lines) {
    InMemorySource source = new InMemorySource();
    for (String line : lines) {
      source.add(line, seconds * 1000L);
    }
    return source;
  }

  void add(Samples samples) {
    series.add(samples);
  }

  List<Samples> series() {
    return series;
  }

  /** How often it was read. */
  int selects() {
    return selects;
  }

  private void add(String line, long everyMillis) {
    int split = line.indexOf('}') >= 0 ? line.indexOf('}') + 1 : line.indexOf(' ');
    Map<String, String> labels = new HashMap<>();
    for (LabelMatcher matcher : PromqlReader.readSelector(line.substring(0, split))) {
      labels.put(matcher.label(), matcher.value());
    }
    List<Double> values = new ArrayList<>();
    for (String text : line.substring(split).trim().split("\\s+")) {
      values.addAll(values(text));
    }
    long[] times = new long[values.size()];
    double[] numbers = new double[values.size()];
    int count = 0;
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        times[count] = i * everyMillis;
        numbers[count++] = values.get(i);
      }
    }
    add(new Samples(labels, Arrays.copyOf(times, count), Arrays.copyOf(numbers, count)));
  }

  private static List<Double> values(String text) {
    if (text.equals("_")) {
      return Arrays.asList((Double) null);
    } else if (text.equals("stale")) {
      return List.of(Double.longBitsToDouble(0x7ff0000000000002L));
    } else if (text.endsWith("Inf")) {
      return List.of(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    } else if (!text.contains("x")) {
      return List.of(Double.parseDouble(text));
    }
    String[] parts = text.split("[+x]");
    List<Double> values = new ArrayList<>();
    for (int i = 0; i <= Integer.parseInt(parts[2]); i++) {
      values.add(Double.parseDouble(parts[0]) + i * Double.parseDouble(parts[1]));
    }
    return values;
  }

  @Override
  public List<Samples> select(
      List<LabelMatcher> matchers, long fromMillis, long toMillis, int maxSamples)
      throws TooManyPointsException {
    selects++;
    List<LabelFilter> filters = matchers.stream().map(LabelFilter::new).toList();
    List<Samples> found = new ArrayList<>();
    int count = 0;
    for (Samples samples : series) {
      boolean wanted = filters.stream().allMatch(filter -> filter.accepts(samples.labels()));
      int from = index(samples.times(), fromMillis);
      int to = index(samples.times(), toMillis + 1);
      count += wanted ? to - from : 0;
      if (count > maxSamples) {
        throw new TooManyPointsException("more than " + maxSamples + " points");
      }
      if (wanted && from < to) {
        found.add(
            new Samples(
                samples.labels(),
                Arrays.copyOfRange(samples.times(), from, to),
                Arrays.copyOfRange(samples.values(), from, to)));
      }
    }
    return found;
  }

  private static int index(long[] times, long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found : -found - 1;
  }
}
