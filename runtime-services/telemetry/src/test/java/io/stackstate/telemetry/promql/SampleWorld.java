package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An hour of counters, gauges, histograms and odd numbers, always the same. */
final class SampleWorld {
  static final long START = 1_700_000_000_000L;
  static final long END = START + 3_600_000;

  private final Random random = new Random(7);
  private final InMemorySource source = new InMemorySource();

  static InMemorySource make() {
    SampleWorld world = new SampleWorld();
    for (String job : List.of("api", "web")) {
      for (String instance : List.of("i1", "i2", "i3")) {
        world.instance(job, instance);
      }
    }
    for (int room = 0; room < 5; room++) {
      world.gauge("temperature", 20, Map.of("room", "r" + room, "job", "api"));
    }
    world.odd("a", 0, Double.NaN, 1, Double.POSITIVE_INFINITY);
    world.odd("b", Double.NEGATIVE_INFINITY, 5, 5, -0.0);
    world.odd("c", 1e300, 1e-300, 1e300, 3);
    return world.source;
  }

  private void instance(String job, String instance) {
    for (String path : List.of("/a", "/b")) {
      counter("requests_total", Map.of("job", job, "instance", instance, "path", path));
    }
    if (job.equals("api")) {
      String version = instance.equals("i3") ? "2" : "1";
      add("build_info", Map.of("instance", instance, "version", version), (i, before) -> 1);
    }
    histogram(Map.of("job", job, "instance", instance));
  }

  @FunctionalInterface
  private interface Next {
    double after(int index, double before);
  }

  private void counter(String name, Map<String, String> labels) {
    int reset = 50 + random.nextInt(100);
    add(
        name,
        labels,
        (i, before) -> i % reset == reset - 1 ? random.nextInt(5) : before + random.nextInt(30));
  }

  private void gauge(String name, double start, Map<String, String> labels) {
    add(name, labels, (i, before) -> (i == 0 ? start : before) + random.nextGaussian());
  }

  private void odd(String kind, double... values) {
    add("odd", Map.of("kind", kind, "job", "web"), (i, before) -> values[i % values.length]);
  }

  private void histogram(Map<String, String> labels) {
    String[] bounds = {"0.1", "0.5", "1", "5", "+Inf"};
    for (int bound = 0; bound < bounds.length; bound++) {
      Map<String, String> all = new TreeMap<>(labels);
      all.put("le", bounds[bound]);
      int size = bound + 1;
      add("latency_bucket", all, (i, before) -> before + size * (1 + i % 3));
    }
  }

  /** A point about every 15 s, with a gap now and then. */
  private void add(String name, Map<String, String> labels, Next next) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(LabelMatcher.NAME, name);
    long[] times = new long[300];
    double[] values = new double[300];
    int count = 0;
    double value = 0;
    boolean late = random.nextInt(4) == 0;
    long time = START + random.nextInt(15_000) + (late ? 900_000 : 0);
    while (time < END && count < times.length) {
      value = next.after(count, value);
      times[count] = time;
      values[count++] = value;
      time += 14_950 + random.nextInt(100) + (random.nextInt(40) == 0 ? 400_000 : 0);
    }
    source.add(new Samples(all, Arrays.copyOf(times, count), Arrays.copyOf(values, count)));
  }
}
