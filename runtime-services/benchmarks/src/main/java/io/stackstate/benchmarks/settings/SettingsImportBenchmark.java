package io.stackstate.benchmarks.settings;

import com.typesafe.config.ConfigFactory;
import io.stackstate.api.settings.StackGraphSettings;
import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackpacks.settings.GroovyChecks;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.ImportPlan;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.stackpacks.stj.StjSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Seconds that an import of settings takes from its text to its commit in StackGraph, with the
 * compiling of all functions, in an installation that has none of them yet. The small one comes
 * first, in a process that has compiled nothing, as a StackPack's first installation does.
 */
public final class SettingsImportBenchmark implements Benchmark {
  private static final int PACK = 500;
  private static final int INSTALLATION = 10_000;

  @Override
  public String name() {
    return "settings-import";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    List<Figure> figures = new ArrayList<>();
    figures.add(figure(scratch.resolve("pack"), PACK, 5));
    figures.add(figure(scratch.resolve("installation"), INSTALLATION, 20));
    return figures;
  }

  private static Figure figure(Path directory, int nodes, double limit) throws Exception {
    return new Figure(
        "compile and import of %,d settings nodes".formatted(nodes),
        seconds(directory, nodes),
        "s",
        limit,
        "limit",
        "< 1x");
  }

  private static double seconds(Path directory, int nodes) throws Exception {
    String document = SettingsDocument.of(nodes);
    try (StackGraph graph = StackGraph.open(ConfigFactory.load(), directory)) {
      InstantSource clock = InstantSource.system();
      SettingsImport imports =
          new SettingsImport(
              new StackGraphSettings(graph.settings(), clock), new GroovyChecks(), clock);
      long start = System.nanoTime();
      ImportPlan plan =
          imports.apply(
              StjSource.of("bench.stj", document),
              ImportOptions.shared(SettingsDocument.NAMESPACE, ImportOptions.Strategy.FAIL));
      double seconds = (System.nanoTime() - start) / 1e9;
      if (plan.nodes().size() != nodes) {
        throw new IllegalStateException("imported " + plan.nodes().size() + " of " + nodes);
      }
      return seconds;
    }
  }
}
