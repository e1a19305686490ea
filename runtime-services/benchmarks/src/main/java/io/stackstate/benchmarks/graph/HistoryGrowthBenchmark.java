package io.stackstate.benchmarks.graph;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.benchmarks.Row;
import io.stackstate.benchmarks.contest.Contender;
import io.stackstate.benchmarks.contest.Estate;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.stackgraph.StackGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Eight days of changes, scaled down: a two-hundredth of 100 changes a second, to a tenth of the
 * first data set, in time slices of as many changes as there are half elements. Shows whether each
 * day adds as much to the disk as the one before, and whether each is read as fast: the peer of a
 * day is the first one.
 */
public final class HistoryGrowthBenchmark implements Benchmark {
  private static final int COMPONENTS = Scale.components(10_000);
  private static final int DAYS = 8;
  private static final int CHANGES_PER_DAY = COMPONENTS / 25 * 108;
  private static final int CHANGES_PER_COMMIT = 10;
  private static final int COMMITS_PER_BATCH = 100;
  private static final int READS = 5;
  private static final long START = 1_700_000_000_000L;
  private static final long DAY = 86_400_000;
  private static final Config CONFIG =
      ConfigFactory.parseString(
              "stackstate.stackgraph { retentionWindowMs = 31536000000000,"
                  + " history.sliceChanges = 20000 }")
          .withFallback(ConfigFactory.load());

  private final Estate estate = new Estate(COMPONENTS);
  private final Random random = new Random(17);

  @Override
  public String name() {
    return "history-growth";
  }

  @Override
  public List<Row> run(Path scratch) throws Exception {
    double[] megabytes = new double[DAYS];
    try (StackGraph graph = StackGraph.open(CONFIG, scratch)) {
      EstateRecords.forEachCommit(
          estate, START, commit -> graph.apply(List.of(commit), commit.number() + 1));
    }
    long before = Contender.bytesBelow(scratch);
    for (int day = 0; day < DAYS; day++) {
      try (StackGraph graph = StackGraph.open(CONFIG, scratch)) {
        change(graph, day);
        // Makes the bases and indexes that the changes call for.
        graph.expireNow();
      }
      long after = Contender.bytesBelow(scratch);
      megabytes[day] = (after - before) / 1e6;
      before = after;
    }
    List<Row> rows = new ArrayList<>();
    double[] snapshots = new double[DAYS];
    double[] histories = new double[DAYS];
    // Once for nothing: the first day would pay for all that is not compiled yet.
    read(scratch, 0, snapshots, histories);
    for (int day = 0; day < DAYS; day++) {
      read(scratch, day, snapshots, histories);
    }
    for (int day = 1; day < DAYS; day++) {
      String of = "day " + (day + 1) + " of history, ";
      rows.add(figure(of + "on disk", megabytes, day, "MB"));
      rows.add(figure(of + "snapshot from disk", snapshots, day, "ms"));
      rows.add(figure(of + "history of a component", histories, day, "ms"));
    }
    return rows;
  }

  private static Figure figure(String what, double[] values, int day, String unit) {
    return new Figure(what, values[day], unit, values[0], "day 1", "about 1x");
  }

  private void change(StackGraph graph, int day) {
    List<Commit> batch = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    long number = graph.appliedCommit();
    for (int n = 0; n < CHANGES_PER_DAY; n++) {
      changes.add(change(n));
      if (changes.size() == CHANGES_PER_COMMIT) {
        number += CHANGES_PER_COMMIT;
        long time = START + day * DAY + (n + 1L) * DAY / CHANGES_PER_DAY;
        batch.add(new Commit(number, time, List.copyOf(changes)));
        changes.clear();
      }
      if (batch.size() == COMMITS_PER_BATCH || n == CHANGES_PER_DAY - 1) {
        graph.apply(batch, number + 1);
        batch.clear();
      }
    }
  }

  /** Three of four changes are of the health, as in an estate that is watched. */
  private Change change(int n) {
    int chosen = random.nextInt(COMPONENTS);
    if (n % 4 == 0) {
      Estate.Component component = estate.component(chosen);
      return EstateRecords.component(component, component.name() + "-" + n);
    }
    HealthState state = HealthState.values()[random.nextInt(HealthState.values().length)];
    long id = EstateRecords.id(chosen);
    return EstateRecords.put(Aspect.HEALTH, id, new Health(id, state, state));
  }

  /** Each time from a graph that was just opened, so that nothing is kept from the one before. */
  private void read(Path directory, int day, double[] snapshots, double[] histories)
      throws Exception {
    double[] snapshot = new double[READS];
    double[] history = new double[READS];
    for (int i = 0; i < READS; i++) {
      try (StackGraph graph = StackGraph.open(CONFIG, directory)) {
        long time = START + day * DAY + DAY / 24 + random.nextInt((int) (DAY - DAY / 24));
        long id = EstateRecords.id(random.nextInt(COMPONENTS));
        history[i] = millis(() -> graph.history(id, time - DAY / 24, time));
        snapshot[i] = millis(() -> graph.at(time));
      }
    }
    snapshots[day] = median(snapshot);
    histories[day] = median(history);
  }

  private static double millis(Callable<?> question) throws Exception {
    long begun = System.nanoTime();
    question.call();
    return (System.nanoTime() - begun) / 1e6;
  }

  private static double median(double[] millis) {
    Arrays.sort(millis);
    return millis[READS / 2];
  }
}
