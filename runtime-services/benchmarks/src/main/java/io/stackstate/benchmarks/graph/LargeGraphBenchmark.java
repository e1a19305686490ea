package io.stackstate.benchmarks.graph;

import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.benchmarks.Row;
import io.stackstate.benchmarks.contest.Contest;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.graph.ContestProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The questions of {@link GraphBenchmark} to ten times as much, and the memory that it takes. */
public final class LargeGraphBenchmark implements Benchmark {
  private static final int COMPONENTS = Scale.components(1_000_000);
  private static final double ELEMENTS = COMPONENTS * (1.0 + Estate.RELATIONS_PER_COMPONENT);

  @Override
  public String name() {
    return "graph-large";
  }

  @Override
  public List<Row> run(Path scratch) throws Exception {
    Files.createDirectories(scratch);
    Result result =
        ContestProcess.run(
            ContestProcess.own(),
            Contest.class,
            List.of(
                LiveTopologyOnly.class.getName(),
                Integer.toString(COMPONENTS),
                scratch.toString(),
                "10"));
    List<Row> rows = new ArrayList<>();
    result
        .rounds()
        .forEach(
            (round, outcome) ->
                rows.add(
                    new Figure(
                        round + ", p99 of " + outcome.executions(),
                        outcome.p99() / 1e6,
                        "ms",
                        100,
                        "limit",
                        "< 100 ms")));
    rows.add(
        new Figure(
            "heap for an element",
            result.figure("heapBytes") / ELEMENTS,
            "bytes",
            1_024,
            "limit",
            "all in 4 GiB"));
    return rows;
  }

  /** Without what is on disk, which takes too long to fill at this size. */
  public static final class LiveTopologyOnly extends StackState {
    @Override
    public long diskBytes() {
      return 0;
    }
  }
}
