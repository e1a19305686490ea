package io.stackstate.benchmarks.functions;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.functions.FunctionDefinition;
import io.stackstate.functions.FunctionKind;
import io.stackstate.functions.FunctionRun;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.worker.WorkerPool;
import io.stackstate.functions.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long one run of a script in a warm worker process takes, from the call to its result, there
 * and back: of one that computes, and of one that asks the platform once.
 */
public final class ScriptsBenchmark implements Benchmark {
  private static final int WARM_UP = 2_000;
  private static final int RUNS = 2_000;
  private static final double LIMIT_MILLIS = 5;
  private static final Duration TIME = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "scripts";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    Config config =
        ConfigFactory.parseMap(Map.of("stackstate.functions.worker.processes", 1))
            .withFallback(ConfigFactory.load());
    ScriptHost host = (question, arguments) -> List.of(Map.of("name", "a"));
    try (WorkerPool pool = WorkerPool.start(WorkerSettings.of(config))) {
      double[] trivial = millis(pool, "1 + 1", host);
      double[] asking = millis(pool, "Topology.query('').components().then { it[0].name }", host);
      return List.of(
          figure("script 1 + 1, median", trivial[RUNS / 2]),
          figure("script 1 + 1, p99", trivial[RUNS * 99 / 100]),
          figure("script with a question, median", asking[RUNS / 2]),
          figure("script with a question, p99", asking[RUNS * 99 / 100]));
    }
  }

  private static Figure figure(String what, double millis) {
    return new Figure(what, millis, "ms", LIMIT_MILLIS, "limit", "< 1x");
  }

  /** Sorted. */
  private static double[] millis(WorkerPool pool, String script, ScriptHost host) throws Exception {
    FunctionDefinition definition =
        new FunctionDefinition(
            FunctionKind.SCRIPT, "script", Optional.empty(), List.of(), script, true);
    FunctionRun run = new FunctionRun(definition, Map.of(), host, TIME);
    double[] millis = new double[RUNS];
    for (int i = -WARM_UP; i < RUNS; i++) {
      long begin = System.nanoTime();
      pool.run(run).get();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis;
  }
}
