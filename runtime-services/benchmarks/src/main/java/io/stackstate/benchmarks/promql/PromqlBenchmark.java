package io.stackstate.benchmarks.promql;

import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.promql.PromqlEngine;
import io.stackstate.telemetry.promql.PromqlLimits;
import io.stackstate.telemetry.promql.PromqlResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PromQL over 1,000 series in memory and 300 steps, against a loop that is written for this one
 * query, and against Prometheus when the system property {@code prometheus} names its executable.
 */
public final class PromqlBenchmark implements Benchmark {
  private static final long START = 1_700_000_000_000L;
  private static final int SERIES = 1_000;
  private static final int STEPS = 300;
  private static final long STEP = 15_000;
  private static final long RANGE = 300_000;
  private static final long FIRST = START + RANGE;
  private static final long LAST = FIRST + (STEPS - 1) * STEP;
  private static final String RATES = "sum by (job) (rate(" + Counters.NAME + "[5m]))";
  private static final List<String> OTHERS =
      List.of(
          "avg_over_time(" + Counters.NAME + "[5m])",
          "topk(5, " + Counters.NAME + ")",
          Counters.NAME + " / on (job) group_left () sum by (job) (" + Counters.NAME + ")");
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final int ROUNDS = 31;

  private final Counters counters = new Counters(SERIES, START, 330);
  private final PromqlEngine engine = new PromqlEngine(counters, PromqlLimits.DEFAULT);

  @Override
  public String name() {
    return "promql";
  }

  /** Something that is timed. */
  @FunctionalInterface
  private interface Work {
    Object run() throws Exception;
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    check();
    List<Figure> figures = new ArrayList<>();
    double ours = millis(() -> range(RATES));
    double loop = millis(this::byHand);
    String what = "1,000 series, 300 steps: sum by (rate)";
    figures.add(new Figure(what, ours, "ms", loop, "a loop written for it", ""));
    Optional<Path> program = Optional.ofNullable(System.getProperty("prometheus")).map(Path::of);
    if (program.isEmpty() || !Files.isExecutable(program.get())) {
      System.out.println(
          "  skipped: Prometheus; -Dprometheus=FILE before -jar names its executable");
      return figures;
    }
    try (Prometheus prometheus =
        new Prometheus(program.get(), scratch.resolve("prometheus"), counters.series())) {
      figures.add(compared("the same", RATES, ours, prometheus));
      for (String query : OTHERS) {
        figures.add(compared(query, query, millis(() -> range(query)), prometheus));
      }
    }
    return figures;
  }

  private static Figure compared(String what, String query, double ours, Prometheus prometheus)
      throws Exception {
    double peer = millis(() -> prometheus.range(query, FIRST, LAST, STEP));
    return new Figure(what, ours, "ms", peer, "Prometheus, over HTTP from its store", "");
  }

  private PromqlResult.Matrix range(String query) throws Exception {
    return engine.range(query, FIRST, LAST, STEP, Duration.ofSeconds(30), () -> false);
  }

  private Map<String, double[]> byHand() {
    return HandWritten.sumOfRates(counters.series(), FIRST, STEP, STEPS, RANGE);
  }

  /** Both must say the same, or neither is worth a figure. */
  private void check() throws Exception {
    Map<String, double[]> expected = byHand();
    for (Samples sum : range(RATES).series()) {
      double[] same = expected.get(sum.labels().get("job"));
      for (int i = 0; i < STEPS; i++) {
        if (Math.abs(sum.values()[i] - same[i]) > 1e-6) {
          throw new IllegalStateException("found " + sum.values()[i] + ", expected " + same[i]);
        }
      }
    }
  }

  /** The median of one run. */
  private static double millis(Work work) throws Exception {
    long warm = System.nanoTime() + WARM_UP.toNanos();
    while (System.nanoTime() < warm) {
      work.run();
    }
    double[] taken = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      taken[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(taken);
    return taken[ROUNDS / 2];
  }
}
