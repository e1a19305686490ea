package io.stackstate.topology;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.HealthState;
import java.util.function.IntFunction;

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

  private final ComponentIndex components;
  private final RelationIndex relations;
  private final HealthStates health;
  private final ProblemRecords problems;
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
    components = new ComponentIndex();
    relations = new RelationIndex(components::ordinal);
    health = new HealthStates();
    problems = new ProblemRecords();
    published = new Published(0, freeze());
  }

  private TopologyIndex(TopologyIndex other, Published published) {
    components = other.components.copy();
    relations = other.relations.copy(components::ordinal);
    health = other.health.copy();
    problems = other.problems.copy();
    version = published.version();
    commit = other.commit;
    timeMillis = other.timeMillis;
    this.published = published;
  }

  /**
   * An index with the same topology, which goes its own way from here. Costs page tables only: the
   * two share all pages until one of them writes to a page. For any thread.
   *
   * @throws IllegalStateException when an earlier commit failed
   */
  public TopologyIndex copy() {
    synchronized (lock) {
      if (incomplete) {
        throw new IllegalStateException("an earlier commit could not be applied");
      }
      snapshot();
      return new TopologyIndex(this, published);
    }
  }

  /**
   * Applies a commit; for one thread at a time. Its changes are seen together or not at all.
   *
   * @throws IllegalArgumentException when a record is not valid, see {@link RecordCheck}; the index
   *     then takes no more commits, and {@link #snapshot()} stays at the last one that was taken
   * @throws IllegalStateException when an earlier commit failed
   */
  public void apply(Commit commit) {
    apply(commit, i -> RecordFields.of(commit.changes().get(i)));
  }

  /** As {@link #apply(Commit)}, of a commit that other threads have parsed. */
  public void apply(ParsedCommit parsed) {
    apply(parsed.commit(), parsed::fields);
  }

  private void apply(Commit commit, IntFunction<RecordFields> fields) {
    if (commit.changes().size() > LARGE_COMMIT) {
      snapshot();
    }
    synchronized (lock) {
      if (incomplete) {
        throw new IllegalStateException("an earlier commit could not be applied");
      }
      incomplete = true;
      int count = commit.changes().size();
      for (int i = 0; i < count; i++) {
        apply(commit.changes().get(i), fields.apply(i), commit.timeMillis());
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
        commit,
        timeMillis,
        components.freeze(),
        relations.freeze(),
        health.freeze(),
        problems.freeze());
  }

  private void apply(Change change, RecordFields fields, long time) {
    long id = change.key().id();
    switch (change.key().aspect()) {
      case COMPONENT -> applyComponent(id, change, (ComponentFields) fields, time);
      case RELATION -> {
        if (change.isDelete()) {
          relations.remove(id);
        } else {
          relations.put(id, change.value(), (RelationFields) fields, time);
        }
      }
      case HEALTH -> applyHealth(id, change, (HealthFields) fields);
      case PROBLEM -> problems.put(id, change.value());
    }
  }

  private void applyComponent(long id, Change change, ComponentFields fields, long time) {
    int ordinal = components.ordinal(id);
    if (fields != null && ordinal < 0) {
      components.add(id, change.value(), fields, time, health.own(id));
      relations.componentAppeared(id);
    } else if (fields != null) {
      components.update(ordinal, change.value(), fields, time);
    } else if (ordinal >= 0) {
      relations.componentDeparts(id, ordinal);
      components.remove(ordinal, health.own(id));
    }
  }

  /**
   * @param fields null when the record is deleted
   */
  private void applyHealth(long id, Change change, HealthFields fields) {
    HealthState before = health.own(id);
    if (fields == null) {
      health.remove(id);
    } else {
      health.put(id, fields, fields.tellsFailingChecks() ? change.value() : null);
    }
    int ordinal = components.ordinal(id);
    if (ordinal >= 0) {
      components.moveHealth(ordinal, before, health.own(id));
    }
  }
}
