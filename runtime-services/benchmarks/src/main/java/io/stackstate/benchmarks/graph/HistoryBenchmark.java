package io.stackstate.benchmarks.graph;

import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.benchmarks.Row;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.benchmarks.contest.HistoryContest;
import io.stackstate.benchmarks.graph.ContestProcess.Outcome;
import io.stackstate.benchmarks.graph.ContestProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Eight days of StackGraph: an estate, then a change every few seconds. The peer is XTDB 1, the
 * newest bitemporal store that Java 17 runs, in memory; it takes minutes for what fills StackGraph
 * in seconds, so it gets a fiftieth of both, and its figures flatter it.
 */
public final class HistoryBenchmark implements Benchmark {
  private static final int COMPONENTS = Scale.components(100_000);
  private static final int CHANGES = COMPONENTS;
  private static final int PEER_COMPONENTS = 2_000;
  private static final int PEER_CHANGES = 2_000;

  /** Long enough for what a process does in the background after it has opened a store. */
  private static final int UP_SECONDS = 20;

  private static final String PEER = "XTDB 1.24, a fiftieth of the data";

  @Override
  public String name() {
    return "history";
  }

  @Override
  public List<Row> run(Path scratch) throws Exception {
    String xtdbPath = ContestProcess.peer("xtdb");
    String contender = StackGraphHistory.class.getName();
    String xtdb = "io.stackstate.benchmarks.xtdb.Xtdb";
    Path small = scratch.resolve("small");
    Result peer = run(xtdbPath, xtdb, PEER_COMPONENTS, PEER_CHANGES, scratch.resolve("xtdb"));
    Result same = run(ContestProcess.own(), contender, PEER_COMPONENTS, PEER_CHANGES, small);
    for (String round : same.rounds().keySet()) {
      List<Long> ours = same.rounds().get(round).answers();
      List<Long> theirs = peer.rounds().get(round).answers();
      int both = Math.min(ours.size(), theirs.size());
      if (!ours.subList(0, both).equals(theirs.subList(0, both))) {
        throw new IllegalStateException(round + ": answers differ, " + ours + " and " + theirs);
      }
    }
    Path large = scratch.resolve("large");
    List<Row> rows = rows(run(ContestProcess.own(), contender, COMPONENTS, CHANGES, large), peer);
    rows.add(firstOfAProcess("that has read the change log, as role api does", large, 0, true));
    rows.add(firstOfAProcess("that opened the store and nothing else", large, 0, false));
    rows.add(
        firstOfAProcess("that did so %d s ago".formatted(UP_SECONDS), large, UP_SECONDS, false));
    return rows;
  }

  /** The worst of some processes, each of which asks once, about another day. */
  private static Row firstOfAProcess(String which, Path directory, int upSeconds, boolean live)
      throws Exception {
    long worst = 0;
    for (int days = 2; days <= 6; days += 2) {
      long instant = System.currentTimeMillis() - Duration.ofDays(days).toMillis();
      Result result =
          ContestProcess.run(
              ContestProcess.own(),
              FirstPastQuestion.class,
              List.of(
                  directory.toString(),
                  Long.toString(instant),
                  Integer.toString(upSeconds),
                  Integer.toString(live ? COMPONENTS : 0)));
      worst = Math.max(worst, result.rounds().get("first").p50());
    }
    return new Figure(
        "first snapshot of a process " + which + ", worst of 3",
        worst / 1e6,
        "ms",
        2_000,
        "limit",
        "< 2,000 ms");
  }

  private static Result run(
      String classPath, String contender, int components, int changes, Path directory)
      throws Exception {
    Files.createDirectories(directory);
    return ContestProcess.run(
        classPath,
        HistoryContest.class,
        List.of(
            contender,
            Integer.toString(components),
            directory.toString(),
            "15",
            Integer.toString(changes)));
  }

  private static List<Row> rows(Result ours, Result peer) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows("snapshot, first", ours, peer, "< 2,000 ms"));
    rows.addAll(rows("snapshot, again", ours, peer, "< 100 ms"));
    rows.addAll(rows("history of a component", ours, peer, "< 20 ms"));
    rows.addAll(rows("diff of an hour", ours, peer, "< 1,000 ms"));
    double elements = COMPONENTS * (1.0 + Estate.RELATIONS_PER_COMPONENT);
    double recordBytes = 700;
    rows.add(
        new Figure(
            "on disk for an element, its first version included",
            ours.figure("diskBytes") / elements,
            "bytes",
            recordBytes,
            "a record of the log, about",
            ""));
    rows.add(
        new Figure(
            "on disk for a change",
            ours.figure("changeBytes") / CHANGES,
            "bytes",
            recordBytes,
            "a record of the log, about",
            ""));
    rows.add(
        new Figure(
            "changes stored",
            CHANGES * 1e3 / ours.figure("changeMillis"),
            "changes/s",
            PEER_CHANGES * 1e3 / peer.figure("changeMillis"),
            PEER,
            ""));
    return rows;
  }

  private static List<Row> rows(String round, Result ours, Result peer, String target) {
    Outcome mine = ours.rounds().get(round);
    Outcome other = peer.rounds().get(round);
    return List.of(
        new Figure(round + ", p50", mine.p50() / 1e6, "ms", other.p50() / 1e6, PEER, target),
        new Figure(round + ", p99", mine.p99() / 1e6, "ms", other.p99() / 1e6, PEER, target));
  }
}
