package io.stackstate.topology;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.HealthState;

/**
 * Folds the commits of the change log into a topology in memory, and hands out immutable snapshots
 * of it (design, section 4).
 *
 * <p>What it holds depends on the last record of each key alone, never on the order of records with
 * different keys, so that a compacted log gives the same topology. Hence:
 *
 * <ul>
 *   <li>a relation with an end that is not there is kept, counted and found by its id, but linked
 *       to nothing until the component appears; deleting a component unlinks its relations;
 *   <li>a health record may come before its element; it shows as long as the element is there.
 * </ul>
 *
 * <p>One thread applies, any thread takes snapshots. A snapshot shows every commit whose {@link
 * #apply} has returned; it costs time in proportion to the memory pages changed since the last one.
 */
public final class TopologyIndex {
  /** While a larger commit is applied, readers get the state before it instead of waiting. */
  private static final int LARGE_COMMIT = 10_000;

  private final ComponentIndex components = new ComponentIndex();
  private final RelationIndex relations = new RelationIndex(components::ordinal);
  private final HealthStates health = new HealthStates();
  private final Object lock = new Object();

  /** Counts the commits applied, written under the lock. */
  private volatile long version;

  private volatile Published published;
  private long commit = -1;
  private long timeMillis;

  /** While a commit is applied, and for ever when that failed: half of it must never be seen. */
  private boolean incomplete;

  private record Published(long version, IndexSnapshot snapshot) {}

  public TopologyIndex() {
    published = new Published(0, freeze());
  }

  /**
   * Applies a commit; for one thread at a time. Its changes are seen together or not at all.
   *
   * @throws IllegalArgumentException when a record is not valid, see {@link RecordCheck}; the index
   *     then takes no more commits, and {@link #snapshot()} stays at the last one that was taken
   * @throws IllegalStateException when an earlier commit failed
   */
  public void apply(Commit commit) {
    if (commit.changes().size() > LARGE_COMMIT) {
      snapshot();
    }
    synchronized (lock) {
      if (incomplete) {
        throw new IllegalStateException("an earlier commit could not be applied");
      }
      incomplete = true;
      for (Change change : commit.changes()) {
        apply(change, commit.timeMillis());
      }
      this.commit = commit.number();
      this.timeMillis = commit.timeMillis();
      version = version + 1;
      incomplete = false;
    }
  }

  /** The topology now. */
  public TopologySnapshot snapshot() {
    Published latest = published;
    if (latest.version() == version) {
      return latest.snapshot();
    }
    synchronized (lock) {
      if (published.version() != version && !incomplete) {
        published = new Published(version, freeze());
      }
      return published.snapshot();
    }
  }

  private IndexSnapshot freeze() {
    return new IndexSnapshot(
        commit, timeMillis, components.freeze(), relations.freeze(), health.freeze());
  }

  private void apply(Change change, long time) {
    long id = change.key().id();
    switch (change.key().aspect()) {
      case COMPONENT -> applyComponent(id, change, time);
      case RELATION -> {
        if (change.isDelete()) {
          relations.remove(id);
        } else {
          relations.put(id, change.value(), time);
        }
      }
      case HEALTH -> applyHealth(id, change);
      case PROBLEM -> {
        // Problems are no part of the topology that queries see.
      }
    }
  }

  private void applyComponent(long id, Change change, long time) {
    int ordinal = components.ordinal(id);
    if (!change.isDelete() && ordinal < 0) {
      components.add(id, change.value(), time, health.own(id));
      relations.componentAppeared(id);
    } else if (!change.isDelete()) {
      components.update(ordinal, change.value(), time);
    } else if (ordinal >= 0) {
      relations.componentDeparts(id, ordinal);
      components.remove(ordinal, health.own(id));
    }
  }

  private void applyHealth(long id, Change change) {
    HealthState before = health.own(id);
    if (change.isDelete()) {
      health.remove(id);
    } else {
      HealthFields fields = HealthFields.parse(change.value());
      health.put(id, fields.own(), fields.propagated());
    }
    int ordinal = components.ordinal(id);
    if (ordinal >= 0) {
      components.moveHealth(ordinal, before, health.own(id));
    }
  }
}
