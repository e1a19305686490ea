package io.stackstate.health.problem;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.relation;
import static io.stackstate.health.problem.ProblemLab.record;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.TopologyIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Prints how long it takes to find the problems when many components of a layered topology fail at
 * once; asserts nothing. Arguments: components, of which fail.
 */
public final class StormFigures {
  private static final int LAYERS = 10;
  private static final int DEPENDENCIES = 4;

  private final Random random = new Random(1);
  private final TopologyIndex index = new TopologyIndex();
  private final Problems problems = new Problems(0);
  private final int components;
  private final int failing;
  private final int[][] dependencies;
  private long commits;
  private long written;
  private long bytes;

  private StormFigures(int components, int failing) {
    this.components = components;
    this.failing = failing;
    this.dependencies = new int[components][DEPENDENCIES];
  }

  public static void main(String[] args) {
    new StormFigures(
            args.length > 0 ? Integer.parseInt(args[0]) : 100_000,
            args.length > 1 ? Integer.parseInt(args[1]) : 10_000)
        .print();
  }

  private void print() {
    load();
    BitSet own = new BitSet();
    random.ints(0, components).distinct().limit(failing).forEach(own::set);
    for (int times = 0; times < 3; times++) {
      round("all fail", health(own, own));
      round("one more fails", health(first(own), own));
      round("all heal", health(new BitSet(), own));
    }
  }

  private static BitSet first(BitSet all) {
    BitSet first = new BitSet();
    first.or(all);
    first.clear(all.nextSetBit(0));
    return first;
  }

  private void load() {
    List<Change> changes = new ArrayList<>();
    int layer = components / LAYERS;
    for (int c = 0; c < components; c++) {
      changes.add(component(c + 1));
      for (int d = 0; d < DEPENDENCIES && c >= layer; d++) {
        dependencies[c][d] = (c / layer - 1) * layer + random.nextInt(layer);
        changes.add(
            relation(
                1_000_000 + (long) c * DEPENDENCIES + d,
                c + 1,
                dependencies[c][d] + 1,
                DependencyDirection.ONE_WAY));
      }
    }
    commit(changes);
  }

  /** The records of the components when these are unhealthy by themselves. */
  private List<Change> health(BitSet own, BitSet ever) {
    BitSet propagated = new BitSet();
    List<Change> changes = new ArrayList<>();
    for (int c = 0; c < components; c++) {
      boolean red = own.get(c);
      for (int d = 0; d < DEPENDENCIES && c >= components / LAYERS; d++) {
        red |= propagated.get(dependencies[c][d]);
      }
      propagated.set(c, red);
      changes.add(
          record(c + 1, state(own.get(c), ever.get(c)), state(red, false), "check", commits));
    }
    return changes;
  }

  private static HealthState state(boolean red, boolean checked) {
    return red ? HealthState.CRITICAL : checked ? HealthState.CLEAR : HealthState.UNKNOWN;
  }

  private void commit(List<Change> changes) {
    Commit commit = new Commit(commits++, commits, changes);
    index.apply(commit);
    problems.follow(commit);
  }

  private void round(String what, List<Change> changes) {
    written = 0;
    bytes = 0;
    index.apply(new Commit(commits, commits, changes));
    long start = System.nanoTime();
    problems.follow(new Commit(commits++, commits, changes));
    problems.next(
        index.snapshot(),
        index.snapshot(),
        commits,
        (change, events) -> {
          written++;
          bytes += change.isDelete() ? 0 : change.value().length;
        });
    System.out.printf(
        Locale.ROOT,
        "%-16s %6.0f ms, %d records, %.1f MB%n",
        what,
        (System.nanoTime() - start) / 1e6,
        written,
        bytes / 1e6);
  }
}
