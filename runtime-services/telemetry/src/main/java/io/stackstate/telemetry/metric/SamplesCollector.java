package io.stackstate.telemetry.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts points into series. Series of different kinds of records that have the same labels are one.
 * For one thread.
 */
public final class SamplesCollector {
  private final Map<String, Map<String, String>> labels;
  private final int maxSamples;
  private final Map<Map<String, String>, Points> found = new LinkedHashMap<>();
  private long expected;
  private Points points;

  /** Of one series. */
  private static final class Points {
    private long[] times = new long[64];
    private double[] values = new double[64];
    private int size;
    private boolean ordered = true;

    void add(long time, double value) {
      if (size == times.length) {
        times = Arrays.copyOf(times, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      ordered &= size == 0 || times[size - 1] < time;
      times[size] = time;
      values[size++] = value;
    }

    Samples samples(Map<String, String> labels) {
      if (!ordered) {
        order();
      }
      return new Samples(labels, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
    }

    /** Of several points at one time the first that was found stays. */
    private void order() {
      Integer[] places = new Integer[size];
      Arrays.setAll(places, i -> i);
      Arrays.sort(places, (a, b) -> Long.compare(times[a], times[b]));
      long[] sortedTimes = new long[size];
      double[] sortedValues = new double[size];
      int kept = 0;
      for (int place : places) {
        if (kept == 0 || sortedTimes[kept - 1] != times[place]) {
          sortedTimes[kept] = times[place];
          sortedValues[kept++] = values[place];
        }
      }
      times = sortedTimes;
      values = sortedValues;
      size = kept;
    }
  }

  /**
   * @param labels of the series whose points may come
   */
  public SamplesCollector(Map<String, Map<String, String>> labels, int maxSamples) {
    this.labels = labels;
    this.maxSamples = maxSamples;
  }

  /**
   * Says that points are to come.
   *
   * @throws TooManyPointsException when they would be more than there may be
   */
  public void expect(long points) throws TooManyPointsException {
    expected += points;
    if (expected > maxSamples) {
      throw new TooManyPointsException(
          "found more than " + maxSamples + " points, expected a query that selects fewer");
    }
  }

  /** The series that the next points are of. */
  public void series(String series) {
    points = found.computeIfAbsent(labels.get(series), of -> new Points());
  }

  /** Adds a point; those of a series come in order of time. */
  public void point(long timeMillis, double value) {
    points.add(timeMillis, value);
  }

  /** The series that have points. */
  public List<Samples> samples() {
    List<Samples> samples = new ArrayList<>(found.size());
    found.forEach((of, these) -> samples.add(these.samples(of)));
    return samples;
  }
}
