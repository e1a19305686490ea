package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.topology.TopologySnapshot;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The history as time slices: what was applied, and the topology of any instant that is kept.
 * Thread-safe. Its maintenance (bases, retention) is for one thread and disturbs neither readers
 * nor the writer for longer than one small transaction.
 */
public final class History {
  private final GraphDatabase database;
  private final SliceStore store;
  private final Journal journal;
  private final SliceBases bases;
  private final PastTopology past;
  private final Retention retention;

  /** Held shared while slices are read, exclusively while the catalogue drops some. */
  private final ReadWriteLock dropping = new ReentrantReadWriteLock();

  private volatile Catalog catalog;

  /**
   * Reads the catalogue.
   *
   * @throws io.stackstate.stackgraph.StackGraphException when a newer program made the store
   */
  public History(GraphDatabase database, HistoryConfig config) {
    this.database = database;
    this.store = new SliceStore(database);
    this.journal = new Journal(store, config);
    this.bases = new SliceBases(database, store, config.chunkBytes());
    this.past = new PastTopology(store, config.cachedStates());
    this.retention = new Retention(config.retentionWindowMillis());
    this.catalog = store.load();
  }

  public long resumeOffset() {
    return catalog.root().resumeOffset();
  }

  public long appliedCommit() {
    return catalog.root().appliedCommit();
  }

  public long appliedMillis() {
    return catalog.root().appliedMillis();
  }

  /** No history before this instant can be read, epoch milliseconds. */
  public long epochMillis() {
    return catalog.root().epochMillis();
  }

  /** How long superseded history is kept, milliseconds. */
  public long retentionWindowMillis() {
    throw new UnsupportedOperationException();
  }

  /** Keeps superseded history for so long from now on, milliseconds. */
  public void setRetentionWindow(long windowMillis) {
    throw new UnsupportedOperationException();
  }

  /** The commit whose state is the oldest that can be read; -1 while everything can. */
  public long epochCommit() {
    throw new UnsupportedOperationException();
  }

  /**
   * Applies commits in one transaction of the store: {@code others} first, then the journal and the
   * position in the change log.
   *
   * @return whether a new slice was begun, which calls for {@link #maintain}
   */
  public boolean append(
      List<Commit> commits, long resumeOffset, Consumer<GraphTransaction> others) {
    int before = catalog.root().lastSlice();
    database.write(
        tx -> {
          others.accept(tx);
          return journal.append(tx, catalog, commits, resumeOffset);
        },
        changed -> catalog = changed);
    return catalog.root().lastSlice() != before;
  }

  /** The topology at an instant; the newest for one in the future. */
  public TopologySnapshot at(long timeMillis) throws DataUnavailableException {
    dropping.readLock().lock();
    try {
      Catalog now = catalog;
      if (timeMillis < now.root().epochMillis()) {
        throw new DataUnavailableException(timeMillis, now.root().epochMillis());
      }
      return past.at(now, timeMillis);
    } finally {
      dropping.readLock().unlock();
    }
  }

  /** Visits the records of the newest base and all changes since, in the order of the log. */
  public void forEachRecord(Consumer<Change> visitor) {
    dropping.readLock().lock();
    try {
      Catalog now = catalog;
      now.newest()
          .ifPresent(
              newest -> {
                Slice start = now.start(newest);
                CommitReader base = CommitReader.base(store, start);
                base.forEachRemaining(commit -> commit.changes().forEach(visitor));
                for (Slice slice : now.from(start, newest)) {
                  CommitReader.journal(store, slice)
                      .forEachRemaining(commit -> commit.changes().forEach(visitor));
                }
              });
    } finally {
      dropping.readLock().unlock();
    }
  }

  /** Runs {@code body} while neither a writer nor retention changes anything. */
  public <T> T undisturbed(Function<GraphTransaction, T> body) {
    dropping.readLock().lock();
    try {
      return database.withoutWriters(body);
    } finally {
      dropping.readLock().unlock();
    }
  }

  /** Makes {@link #maintain} end after the piece it is writing, with an exception. */
  public void stopMaintenance() {
    bases.stop();
  }

  /** Makes the bases that are missing and forgets what has expired; for one thread at a time. */
  public void maintain(long nowMillis) {
    makeBases();
    expire(nowMillis);
  }

  private void makeBases() {
    for (Slice slice = catalog.withoutBase().orElse(null);
        slice != null;
        slice = catalog.withoutBase().orElse(null)) {
      Catalog now = catalog;
      Slice complete = bases.write(now.slices().get(slice.number() - 1), slice);
      update(
          (tx, current) -> {
            // The journal may have grown meanwhile.
            Slice grown =
                current
                    .slices()
                    .get(complete.number())
                    .withBase(complete.baseChunks(), complete.baseRecords());
            store.put(tx, grown);
            return current.with(current.root(), grown);
          });
    }
  }

  private void expire(long nowMillis) {
    removeRemains();
    long epoch = retention.epoch(catalog.root(), nowMillis);
    if (retention.endsNewest(catalog, epoch)) {
      update(
          (tx, current) -> {
            // Asked again: the writer may have appended since.
            if (!retention.endsNewest(current, epoch)) {
              return current;
            }
            Slice next = current.newest().orElseThrow().next(epoch, current.root().appliedCommit());
            Root root = current.root().withLastSlice(next.number());
            store.put(tx, next);
            store.put(tx, root);
            return current.with(root, next);
          });
      makeBases();
    }
    if (epoch > catalog.root().epochMillis()) {
      drop(epoch);
      removeRemains();
    }
  }

  private void drop(long epoch) {
    dropping.writeLock().lock();
    try {
      update(
          (tx, current) -> {
            Root root = current.root().expired(retention.oldestKept(current, epoch), epoch);
            store.put(tx, root);
            return current.expired(root);
          });
    } finally {
      dropping.writeLock().unlock();
    }
  }

  /** Removes slices that the catalogue has dropped; what a crash interrupts goes on next time. */
  private void removeRemains() {
    int first = catalog.root().firstSlice();
    int oldest = first;
    while (store.exists(oldest - 1)) {
      oldest--;
    }
    for (int slice = oldest; slice < first; slice++) {
      store.removeSlice(slice);
    }
  }

  private interface Update {
    Catalog apply(GraphTransaction tx, Catalog current);
  }

  private void update(Update update) {
    database.write(tx -> update.apply(tx, catalog), changed -> catalog = changed);
  }
}
