package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Commit;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.util.Collection;

/**
 * A topology rebuilt from history, which can be moved forward in time, and back. For one thread at
 * a time; the snapshots that it gave stay as they are.
 */
final class Fold {
  private final SliceStore store;
  private final TopologyIndex index = new TopologyIndex();
  private int startSlice;
  private int slice;
  private int chunk;
  private long appliedCommit;
  private long appliedMillis;

  /** Starts with the base of a slice. */
  Fold(SliceStore store, Slice start) {
    this.store = store;
    this.startSlice = start.number();
    this.slice = start.number();
    this.appliedCommit = start.previousCommit();
    this.appliedMillis = start.sinceMillis();
    CommitReader base = CommitReader.base(store, start);
    while (base.hasNext()) {
      index.apply(base.next());
    }
  }

  /** Whether going on from here is right and no more work than starting from {@code start}. */
  boolean leadsTo(Slice start, long timeMillis) {
    return start.number() >= startSlice && start.number() <= slice && appliedMillis <= timeMillis;
  }

  /**
   * Applies what happened up to an instant.
   *
   * @param slices from the one where this stands to that of the instant, as the catalogue knows
   *     them
   * @param newestCommit the newest of the catalogue: the last piece of the journal may already show
   *     more
   * @return the time of the first commit after the instant; {@link Long#MAX_VALUE} when there is
   *     none yet
   */
  long advance(Collection<Slice> slices, long timeMillis, long newestCommit) {
    for (Slice next : slices) {
      if (next.number() < slice) {
        continue;
      }
      int from = next.number() == slice ? chunk : 0;
      slice = next.number();
      CommitReader journal = CommitReader.journal(store, next, from);
      while (journal.hasNext()) {
        Commit commit = journal.next();
        if (commit.number() > newestCommit) {
          return Long.MAX_VALUE;
        }
        if (commit.timeMillis() > timeMillis) {
          return commit.timeMillis();
        }
        apply(commit);
        chunk = journal.position();
      }
      chunk = journal.position();
    }
    return Long.MAX_VALUE;
  }

  /** Goes back to an instant in a slice. */
  void rewind(Slice earlier, Rewind rewind) {
    rewind.records().forEach(index::apply);
    slice = earlier.number();
    startSlice = Math.min(startSlice, slice);
    chunk = rewind.position().piece();
    appliedCommit = rewind.position().commit();
    appliedMillis = rewind.position().sinceMillis();
  }

  private void apply(Commit commit) {
    if (commit.number() > appliedCommit) {
      index.apply(commit);
      appliedCommit = commit.number();
      appliedMillis = commit.timeMillis();
    }
  }

  /** The topology after the newest commit that was applied. */
  TopologySnapshot snapshot() {
    return index.snapshot();
  }

  long appliedCommit() {
    return appliedCommit;
  }

  /** From this instant on the snapshot is right. */
  long appliedMillis() {
    return appliedMillis;
  }
}
