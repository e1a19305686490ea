package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphTransaction;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history as time slices: what was applied, and the topology of any instant that is kept.
 * Thread-safe. Its maintenance (bases, retention) is for one thread and disturbs neither readers
 * nor the writer for longer than one small transaction.
 */
public final class History {
  private static final Logger LOG = LoggerFactory.getLogger(History.class);

  private final GraphDatabase database;
  private final SliceStore store;
  private final PieceIndex index;
  private final RecordSearch search;
  private final Journal journal;
  private final SliceBases bases;
  private final PastTopology past;
  private final long configuredWindowMillis;

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
    this.index = new PieceIndex(database, store);
    this.search = new RecordSearch(store, index);
    this.journal = new Journal(store, index, config);
    this.bases = new SliceBases(database, store, index, config.chunkBytes());
    this.past = new PastTopology(store, search, config.cacheBytes());
    this.configuredWindowMillis = config.retentionWindowMillis();
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
    long set = catalog.root().windowMillis();
    return set > 0 ? set : configuredWindowMillis;
  }

  /**
   * Keeps superseded history for so long from the next {@link #maintain} on.
   *
   * @throws IllegalArgumentException when it is not positive
   */
  public void setRetentionWindow(long windowMillis) {
    if (windowMillis <= 0) {
      throw new IllegalArgumentException(
          "windowMillis: found " + windowMillis + ", expected a positive number");
    }
    update(
        (tx, current) -> {
          Root root = current.root().withWindow(windowMillis);
          store.put(tx, root);
          return current.with(root);
        });
  }

  /** The commit whose state is the oldest that can be read; -1 while everything can. */
  public long epochCommit() {
    return catalog.root().epochCommit();
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
    return reading(timeMillis, now -> past.at(now, timeMillis));
  }

  /** Runs {@code body} while no slice that it may need is removed. */
  <T> T reading(long sinceMillis, Function<Catalog, T> body) throws DataUnavailableException {
    dropping.readLock().lock();
    try {
      Root root = catalog.root();
      if (sinceMillis < root.epochMillis()) {
        throw new DataUnavailableException(sinceMillis, root.epochMillis());
      }
      return healing(() -> body.apply(catalog));
    } finally {
      dropping.readLock().unlock();
    }
  }

  /**
   * Runs {@code body} again when it met a damaged piece that can be done without; {@link #maintain}
   * makes it again.
   */
  private <T> T healing(Supplier<T> body) {
    while (true) {
      try {
        return body.get();
      } catch (DamagedPieceException e) {
        if (!doWithout(e)) {
          throw new StackGraphException(
              e.getMessage() + "; the graph must be rebuilt from the change log", e);
        }
        LOG.warn("{}; history does without it until it is made again", e.getMessage());
      }
    }
  }

  private boolean doWithout(DamagedPieceException damage) {
    Slice damaged = catalog.slices().get(damage.slice());
    boolean replaceable =
        damaged != null
            && damaged.without(damage.kind()).isPresent()
            && (damage.kind() != SliceStore.Kind.BASE
                || damaged.number() > catalog.root().firstSlice());
    if (replaceable) {
      update(
          (tx, current) -> {
            Slice rest = current.slices().get(damage.slice()).without(damage.kind()).orElseThrow();
            store.put(tx, rest);
            return current.with(current.root(), rest);
          });
    }
    return replaceable;
  }

  RecordSearch search() {
    return search;
  }

  SliceStore store() {
    return store;
  }

  /**
   * Visits the records of the newest base and all changes since, in the order of the log. When a
   * damaged base is met, it begins again with an older one: the last visit of each key counts.
   */
  public void forEachRecord(Consumer<Change> visitor) {
    dropping.readLock().lock();
    try {
      healing(
          () -> {
            catalog.newest().ifPresent(newest -> forEachRecord(newest, visitor));
            return null;
          });
    } finally {
      dropping.readLock().unlock();
    }
  }

  private void forEachRecord(Slice newest, Consumer<Change> visitor) {
    Catalog now = catalog;
    Slice start = now.start(newest);
    forEachRecord(CommitReader.base(store, start), visitor);
    for (Slice slice : now.from(start, newest)) {
      forEachRecord(CommitReader.journal(store, slice), visitor);
    }
  }

  private static void forEachRecord(CommitReader reader, Consumer<Change> visitor) {
    try (reader) {
      reader.forEachRemaining(commit -> commit.changes().forEach(visitor));
    }
  }

  /**
   * Reads every piece of history.
   *
   * @param repairs whether to have what can be made again made by the next {@link #maintain}
   * @return a line per damaged base or journal; those that cannot be repaired begin with {@code
   *     journal}
   */
  public List<String> damages(boolean repairs) {
    dropping.readLock().lock();
    try {
      List<String> damages = new ArrayList<>();
      Catalog now = catalog;
      for (Slice slice : now.slices().values()) {
        for (SliceStore.Kind kind : List.of(SliceStore.Kind.BASE, SliceStore.Kind.JOURNAL)) {
          store
              .damage(slice, kind)
              .ifPresent(
                  damage -> {
                    damages.add(damage.getMessage());
                    if (repairs) {
                      doWithout(damage);
                    }
                  });
        }
      }
      return damages;
    } finally {
      dropping.readLock().unlock();
    }
  }

  /**
   * Runs {@code body} while neither another writer nor retention changes anything.
   *
   * @param writes whether it may write, in one transaction that is then committed
   */
  public <T> T undisturbed(boolean writes, Function<GraphTransaction, T> body) {
    dropping.readLock().lock();
    try {
      return writes ? database.write(body) : database.withoutWriters(body);
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
    healing(
        () -> {
          catalog.newest().ifPresent(index::warm);
          makeBases();
          indexJournals();
          return null;
        });
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
                    .withBase(
                        complete.baseChunks(), complete.baseRecords(), complete.baseIndexChunks());
            store.put(tx, grown);
            return current.with(current.root(), grown);
          });
    }
  }

  private void indexJournals() {
    for (Slice slice = catalog.withoutJournalIndex().orElse(null);
        slice != null;
        slice = catalog.withoutJournalIndex().orElse(null)) {
      Slice indexed = slice.withJournalIndex(index.writeJournal(slice));
      update(
          (tx, current) -> {
            // The journal does not grow any more, and its base is there.
            store.put(tx, indexed);
            return current.with(current.root(), indexed);
          });
    }
    index.forgetBefore(catalog.root().lastSlice());
  }

  private void expire(long nowMillis) {
    removeRemains();
    Retention retention = new Retention(retentionWindowMillis());
    long epoch = retention.epoch(catalog.root(), nowMillis);
    if (Retention.endsNewest(catalog, epoch)) {
      update(
          (tx, current) -> {
            // Asked again: the writer may have appended since.
            if (!Retention.endsNewest(current, epoch)) {
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
            long commit =
                current
                    .at(epoch)
                    .map(slice -> JournalPlace.at(store, slice, epoch).commit())
                    .orElse(-1L);
            Root root = current.root().expired(Retention.oldestKept(current, epoch), epoch, commit);
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
