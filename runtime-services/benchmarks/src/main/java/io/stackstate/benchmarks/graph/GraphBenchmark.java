package io.stackstate.benchmarks.graph;

import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.benchmarks.Row;
import io.stackstate.benchmarks.contest.Contest;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.graph.ContestProcess.Outcome;
import io.stackstate.benchmarks.graph.ContestProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The same questions to the live topology, to Neo4j and to JanusGraph, one after the other, each in
 * a process of its own with the same heap. An answer that differs fails the run.
 */
public final class GraphBenchmark implements Benchmark {
  private static final int COMPONENTS = Scale.components(100_000);
  private static final int ELEMENTS = COMPONENTS * (1 + Estate.RELATIONS_PER_COMPONENT);
  private static final int SECONDS_PER_ROUND = 8;

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public List<Row> run(Path scratch) throws Exception {
    String neo4jPath = ContestProcess.peer("neo4j");
    Result ours = run(StackState.class.getName(), ContestProcess.own(), scratch.resolve("ours"));
    Result neo4j = run("io.stackstate.benchmarks.neo4j.Neo4j", neo4jPath, scratch.resolve("neo4j"));
    Result janusGraph =
        run(JanusGraphPeer.class.getName(), ContestProcess.own(), scratch.resolve("janusgraph"));
    Result updates =
        ContestProcess.run(
            ContestProcess.own(), UpdateRate.class, List.of(Integer.toString(COMPONENTS), "5"));
    List<Row> rows = new ArrayList<>();
    for (String round : ours.rounds().keySet()) {
      rows.addAll(
          rows(
              round,
              ours.rounds().get(round),
              neo4j.rounds().get(round),
              janusGraph.rounds().get(round)));
    }
    rows.add(
        new Comparison(
            "on disk for an element",
            ours.figure("diskBytes") / ELEMENTS,
            neo4j.figure("diskBytes") / ELEMENTS,
            janusGraph.figure("diskBytes") / ELEMENTS,
            "bytes",
            ""));
    rows.addAll(updates(updates));
    return rows;
  }

  private static Result run(String contender, String classPath, Path directory) throws Exception {
    Files.createDirectories(directory);
    return ContestProcess.run(
        classPath,
        Contest.class,
        List.of(
            contender,
            Integer.toString(COMPONENTS),
            directory.toString(),
            Integer.toString(SECONDS_PER_ROUND)));
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

  private static List<Row> updates(Result rates) {
    return List.of(
        new Figure(
            "changes folded in while ten threads ask 50 questions a second each",
            rates.figure("asked"),
            "changes/s",
            rates.figure("idle"),
            "while nobody asks",
            ">= 0.5x"),
        new Figure(
            "the same while they ask without pause, per second of the folding thread's processor time",
            rates.figure("busyProcessor"),
            "changes/s",
            rates.figure("idleProcessor"),
            "while nobody asks",
            ">= 0.5x"));
  }
}
