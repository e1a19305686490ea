package io.stackstate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the benchmarks that are named, or all, and prints each figure beside its reference. */
public final class Main {
  private static final List<Benchmark> ALL =
      List.of(
          new ReceiverBenchmark(),
          new SynchronizationBenchmark(),
          new TemplateSynchronizationBenchmark(),
          new VisibilityBenchmark(),
          new ReplayBenchmark());

  private Main() {}

  /** Arguments: names of benchmarks. */
  public static void main(String[] args) throws Exception {
    List<String> chosen = Arrays.asList(args);
    List<String> known = ALL.stream().map(Benchmark::name).toList();
    if (!known.containsAll(chosen)) {
      System.err.println("benchmarks are " + known);
      System.exit(2);
    }
    List<Figure> figures = new ArrayList<>();
    for (Benchmark benchmark : ALL) {
      if (chosen.isEmpty() || chosen.contains(benchmark.name())) {
        System.out.println("running " + benchmark.name() + " ...");
        Path scratch = Files.createTempDirectory("benchmark-");
        try {
          figures.addAll(benchmark.run(scratch));
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
    System.out.println("| What | Ours | Reference | Ratio | Target |");
    System.out.println("|---|---|---|---|---|");
    figures.forEach(figure -> System.out.println(figure.row()));
    // JanusGraph and Kafka leave threads behind that would keep the process alive.
    System.exit(0);
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
