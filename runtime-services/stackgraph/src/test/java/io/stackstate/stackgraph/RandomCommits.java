package io.stackstate.stackgraph;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An endless stream of commits, the same for the same seed: elements come, change and go, relations
 * precede their components or outlive them, and times repeat.
 */
public final class RandomCommits {
  static final long START_MILLIS = 1_700_000_000_000L;
  private static final int COMPONENTS = 60;
  private static final int RELATIONS = 90;

  /** Of what a change may be about, each as often; the last is a problem. */
  private static final int KINDS = 7;

  private final Random random;
  private final int kinds;
  private long number = -1;
  private long timeMillis = START_MILLIS;

  public RandomCommits(long seed) {
    this(seed, KINDS);
  }

  private RandomCommits(long seed, int kinds) {
    this.random = new Random(seed);
    this.kinds = kinds;
  }

  /** As they were written by programs that knew of no problems. */
  static RandomCommits withoutProblems(long seed) {
    return new RandomCommits(seed, KINDS - 1);
  }

  public Commit next() {
    int size = 1 + random.nextInt(20);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      changes.add(change());
    }
    number += size + random.nextInt(3);
    timeMillis += random.nextInt(4);
    return new Commit(number, timeMillis, changes);
  }

  public List<Commit> next(int count) {
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      commits.add(next());
    }
    return commits;
  }

  private Change change() {
    Change change = upsert();
    return random.nextInt(4) == 0 ? SampleTopology.delete(change) : change;
  }

  private Change upsert() {
    int component = random.nextInt(COMPONENTS);
    int relation = random.nextInt(RELATIONS);
    HealthState state = HealthState.values()[random.nextInt(HealthState.values().length)];
    return switch (random.nextInt(kinds)) {
      case 0, 1 -> SampleTopology.component(component, "name-" + random.nextInt(1000));
      case 2, 3 -> SampleTopology.relation(relation, component, random.nextInt(COMPONENTS));
      case 6 -> SampleTopology.problem(component, state);
      case 4 -> SampleTopology.componentHealth(component, state);
      default -> SampleTopology.relationHealth(relation, state);
    };
  }
}
