package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.store.GraphDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Makes the base of a slice from the base and the journal of the slice before: what did not change
 * is copied piece by piece, so memory is bounded by the changes of one slice.
 *
 * <p>A base holds the living records by aspect (components come before the relations that need
 * them) and within an aspect by the commit that last changed them.
 */
final class SliceBases {
  private final GraphDatabase database;
  private final SliceStore store;
  private final PieceIndex index;
  private final int chunkBytes;
  private final Runnable courtesy;
  private volatile boolean stopped;

  /**
   * @param courtesy called before each small part of the work, to let others go first
   */
  SliceBases(
      GraphDatabase database,
      SliceStore store,
      PieceIndex index,
      int chunkBytes,
      Runnable courtesy) {
    this.database = database;
    this.store = store;
    this.index = index;
    this.chunkBytes = chunkBytes;
    this.courtesy = courtesy;
  }

  /**
   * Writes the pieces, each in a transaction of its own. They count only when the caller stores the
   * slice that is returned; what an earlier attempt left behind is removed first.
   *
   * @param previous the slice before, complete
   */
  Slice write(Slice previous, Slice slice) {
    store.removeChunks(slice.number(), SliceStore.Kind.BASE);
    Map<ChangeKey, Long> changedBy = new HashMap<>();
    List<Commit> changes = netChanges(previous, changedBy);
    int[] chunks = {0};
    IndexEntries entries = new IndexEntries();
    Pieces pieces =
        new Pieces(
            chunkBytes,
            piece -> {
              entries.put(chunks[0], piece);
              addChunk(slice, chunks[0]++, piece);
            });
    long records;
    try (CommitReader unchanged = CommitReader.base(store, previous)) {
      records = merge(unchanged, changes, changedBy, pieces);
    }
    pieces.flush();
    return slice.withBase(chunks[0], records, index.writeBase(slice, entries));
  }

  private static long merge(
      CommitReader unchanged, List<Commit> changes, Map<ChangeKey, Long> changedBy, Pieces pieces) {
    long records = 0;
    Commit next = unchanged.hasNext() ? unchanged.next() : null;
    for (Aspect aspect : Aspect.values()) {
      while (next != null && next.changes().get(0).key().aspect() == aspect) {
        records += copy(next, pieces, change -> !changedBy.containsKey(change.key()));
        next = unchanged.hasNext() ? unchanged.next() : null;
      }
      for (Commit commit : changes) {
        records +=
            copy(
                commit,
                pieces,
                change ->
                    change.key().aspect() == aspect
                        && !change.isDelete()
                        && changedBy.get(change.key()) == commit.number());
      }
    }
    return records;
  }

  /** Makes a running {@link #write} end after the piece it is writing. */
  void stop() {
    stopped = true;
  }

  /** The journal's commits, and for each key the number of the last one that changed it. */
  private List<Commit> netChanges(Slice previous, Map<ChangeKey, Long> changedBy) {
    List<Commit> commits = new ArrayList<>();
    try (CommitReader journal = CommitReader.journal(store, previous)) {
      while (journal.hasNext()) {
        courtesy.run();
        Commit commit = lastOfEachKey(journal.next());
        commit.changes().forEach(change -> changedBy.put(change.key(), commit.number()));
        commits.add(commit);
      }
    }
    return commits;
  }

  private void addChunk(Slice slice, int chunk, List<Commit> piece) {
    courtesy.run();
    if (stopped) {
      throw new CancellationException("the graph is being closed");
    }
    database.write(
        tx -> {
          store.add(tx, slice.number(), SliceStore.Kind.BASE, chunk, piece);
          return chunk;
        });
  }

  private static Commit lastOfEachKey(Commit commit) {
    Map<ChangeKey, Change> last = new LinkedHashMap<>();
    commit.changes().forEach(change -> last.put(change.key(), change));
    return new Commit(commit.number(), commit.timeMillis(), List.copyOf(last.values()));
  }

  private interface Filter {
    boolean keeps(Change change);
  }

  private static long copy(Commit commit, Pieces pieces, Filter filter) {
    List<Change> kept = commit.changes().stream().filter(filter::keeps).toList();
    if (!kept.isEmpty()) {
      pieces.add(new Commit(commit.number(), commit.timeMillis(), kept));
    }
    return kept.size();
  }
}
