package io.stackstate.topology;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Prints what the fold costs in CPU time of its thread and in memory; asserts nothing. Run with
 * {@code -Xmx4g}; arguments: components, relations.
 */
public final class FoldFigures {
  private final int components;
  private final int relations;
  private static final int COMMIT = 500;

  private FoldFigures(int components, int relations) {
    this.components = components;
    this.relations = relations;
  }

  public static void main(String[] args) {
    new FoldFigures(
            args.length > 0 ? Integer.parseInt(args[0]) : 200_000,
            args.length > 1 ? Integer.parseInt(args[1]) : 800_000)
        .print();
  }

  private void print() {
    TypicalTopology typical = new TypicalTopology(components);
    fold(new TopologyIndex(), records(typical, components / 5, relations / 5));
    List<Commit> commits = records(typical, components, relations);
    long bytes =
        commits.stream().flatMap(c -> c.changes().stream()).mapToLong(c -> c.value().length).sum();
    TopologyIndex index = new TopologyIndex();
    double seconds = fold(index, commits);
    print("fold, records/s", (components + relations) / seconds);
    print("JSON of a record, bytes", (double) bytes / (components + relations));
    checkRate(commits);
    snapshots(index, typical);
    commits.clear();
    long with = usedHeap();
    print("elements", index.snapshot().componentCount() + index.snapshot().relationCount());
    index = null;
    print("heap of an element, bytes", (double) (with - usedHeap()) / (components + relations));
  }

  private void checkRate(List<Commit> commits) {
    long start = cpuNanos();
    for (Commit commit : commits) {
      commit.changes().forEach(RecordCheck::check);
    }
    print("record check, records/s", 1e9 * (components + relations) / (cpuNanos() - start));
  }

  /** One changed component and a snapshot, again and again. */
  private void snapshots(TopologyIndex index, TypicalTopology typical) {
    Random random = new Random(5);
    int rounds = 20_000;
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      changes.add(typical.component(random.nextInt(components)));
    }
    long start = cpuNanos();
    for (int i = 0; i < rounds; i++) {
      index.apply(new Commit(10_000 + i, i, List.of(changes.get(i))));
      index.snapshot();
    }
    print("one update and a snapshot, µs", (cpuNanos() - start) / 1e3 / rounds);
  }

  private static double fold(TopologyIndex index, List<Commit> commits) {
    long start = cpuNanos();
    commits.forEach(index::apply);
    return (cpuNanos() - start) / 1e9;
  }

  private static List<Commit> records(TypicalTopology typical, int components, int relations) {
    List<Commit> commits = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < components + relations; i++) {
      changes.add(i < components ? typical.component(i) : typical.relation(i));
      if (changes.size() == COMMIT) {
        commits.add(new Commit(i, i, List.copyOf(changes)));
        changes.clear();
      }
    }
    return commits;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%-32s %,12.1f%n", what, value);
  }
}
