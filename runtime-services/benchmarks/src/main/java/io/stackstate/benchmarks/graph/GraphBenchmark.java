package io.stackstate.benchmarks.graph;

import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Row;
import io.stackstate.benchmarks.graph.ContestProcess.Outcome;
import io.stackstate.benchmarks.graph.ContestProcess.Result;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same questions to the live topology, to Neo4j and to JanusGraph, one after the other, each in
 * a process of its own with the same heap. An answer that differs fails the run.
 */
public final class GraphBenchmark implements Benchmark {
  private static final int COMPONENTS = 100_000;
  private static final int SECONDS_PER_ROUND = 8;

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public List<Row> run(Path scratch) throws Exception {
    Path target = target();
    String neo4j = ContestProcess.classPath(target.resolve("../../neo4j/target").normalize());
    if (neo4j.isEmpty()) {
      throw new IllegalStateException("the peers are not built: mvn -Ppeers -DskipTests package");
    }
    String own = System.getProperty("java.class.path");
    Result ours = run(StackState.class.getName(), own, scratch.resolve("ours"));
    Result neo = run("io.stackstate.benchmarks.neo4j.Neo4j", neo4j, scratch.resolve("neo4j"));
    Result janus = run(JanusGraphPeer.class.getName(), own, scratch.resolve("janusgraph"));
    List<Row> rows = new ArrayList<>();
    ours.rounds()
        .forEach(
            (round, outcome) ->
                rows.addAll(
                    rows(round, outcome, neo.rounds().get(round), janus.rounds().get(round))));
    return rows;
  }

  private static Result run(String contender, String classPath, Path directory) throws Exception {
    Files.createDirectories(directory);
    long start = System.nanoTime();
    Result result =
        ContestProcess.run(contender, classPath, COMPONENTS, directory, SECONDS_PER_ROUND);
    System.out.printf(
        "  %s: loaded in %,d ms, all in %,d s%n",
        contender.substring(contender.lastIndexOf('.') + 1),
        result.loadMillis(),
        (System.nanoTime() - start) / 1_000_000_000L);
    return result;
  }

  private static List<Row> rows(String round, Outcome ours, Outcome neo4j, Outcome janusGraph) {
    for (Outcome peer : List.of(neo4j, janusGraph)) {
      // A slow peer may have had no time for all of the questions.
      if (!peer.answers().equals(ours.answers().subList(0, peer.answers().size()))) {
        throw new IllegalStateException(
            round + ": answers differ, " + ours.answers() + " and " + peer.answers());
      }
    }
    double micros = 1e3;
    return List.of(
        new Comparison(
            round + ", p50",
            ours.p50() / micros,
            neo4j.p50() / micros,
            janusGraph.p50() / micros,
            "µs",
            ">= 20x"),
        new Comparison(
            round + ", p99",
            ours.p99() / micros,
            neo4j.p99() / micros,
            janusGraph.p99() / micros,
            "µs",
            ">= 10x"));
  }

  /** Where the build put the benchmarks. */
  private static Path target() throws URISyntaxException {
    return Path.of(GraphBenchmark.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getParent();
  }
}
