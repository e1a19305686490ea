package io.stackstate.benchmarks.promql;

import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.SampleSource;
import io.stackstate.telemetry.metric.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Counters in memory, each measured every fifteen seconds and begun anew once. */
final class Counters implements SampleSource {
  static final String NAME = "requests_total";
  static final int JOBS = 10;

  private static final long EVERY = 15_000;

  private final List<Samples> series = new ArrayList<>();

  Counters(int count, long startMillis, int points) {
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      long[] times = new long[points];
      double[] values = new double[points];
      int reset = random.nextInt(points);
      for (int n = 0; n < points; n++) {
        times[n] = startMillis + n * EVERY + i;
        values[n] = (n == 0 || n == reset ? 0 : values[n - 1]) + random.nextInt(100);
      }
      series.add(
          new Samples(
              Map.of(LabelMatcher.NAME, NAME, "job", "j" + i % JOBS, "instance", "i" + i),
              times,
              values));
    }
  }

  List<Samples> series() {
    return series;
  }

  /** All of them, with all their points: they are what the question is about. */
  @Override
  public List<Samples> select(List<LabelMatcher> matchers, long from, long to, int most) {
    return series;
  }
}
