package io.stackstate.benchmarks;

import io.stackstate.benchmarks.functions.FunctionsBenchmark;
import io.stackstate.benchmarks.functions.ScriptsBenchmark;
import io.stackstate.benchmarks.graph.GraphBenchmark;
import io.stackstate.benchmarks.graph.HistoryBenchmark;
import io.stackstate.benchmarks.graph.HistoryGrowthBenchmark;
import io.stackstate.benchmarks.graph.LargeGraphBenchmark;
import io.stackstate.benchmarks.handlers.HandlersBenchmark;
import io.stackstate.benchmarks.health.HealthBenchmark;
import io.stackstate.benchmarks.metrics.MetricsBenchmark;
import io.stackstate.benchmarks.promql.PromqlBenchmark;
import io.stackstate.benchmarks.settings.SettingsImportBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the benchmarks that are named, or all that need no peers, and prints each figure beside its
 * reference.
 */
public final class Main {
  private static final List<Benchmark> WITHOUT_PEERS =
      List.of(
          new ReceiverBenchmark(),
          new SynchronizationBenchmark(),
          new TemplateSynchronizationBenchmark(),
          new VisibilityBenchmark(),
          new ReplayBenchmark(),
          new HistoryGrowthBenchmark(),
          new FunctionsBenchmark(),
          new ScriptsBenchmark(),
          new SettingsImportBenchmark(),
          new ChecksBenchmark(),
          new MetricsBenchmark(),
          new HandlersBenchmark(),
          new PromqlBenchmark(),
          new HealthBenchmark());

  /** Their peers are not part of an ordinary build. */
  private static final List<Benchmark> WITH_PEERS =
      List.of(new GraphBenchmark(), new LargeGraphBenchmark(), new HistoryBenchmark());

  private Main() {}

  /** Arguments: names of benchmarks. */
  public static void main(String[] args) throws Exception {
    List<String> chosen = Arrays.asList(args);
    List<Benchmark> all = Stream.concat(WITHOUT_PEERS.stream(), WITH_PEERS.stream()).toList();
    List<String> known = all.stream().map(Benchmark::name).toList();
    if (!known.containsAll(chosen)) {
      System.err.println("benchmarks are " + known);
      System.exit(2);
    }
    List<Row> rows = new ArrayList<>();
    for (Benchmark benchmark : all) {
      if (chosen.isEmpty()
          ? WITHOUT_PEERS.contains(benchmark)
          : chosen.contains(benchmark.name())) {
        System.out.println("running " + benchmark.name() + " ...");
        Path scratch = Files.createTempDirectory("benchmark-");
        try {
          rows.addAll(benchmark.run(scratch));
        } finally {
          delete(scratch);
        }
      }
    }
    System.out.printf(
        "%n%d processors, %,d MiB of heap, Java %s%n%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.version());
    print(rows);
    // JanusGraph and Kafka leave threads behind that would keep the process alive.
    System.exit(0);
  }

  private static void print(List<Row> rows) {
    String header = "";
    for (Row row : rows) {
      if (!row.header().equals(header)) {
        header = row.header();
        System.out.println(header);
      }
      System.out.println(row.row());
    }
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
