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
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
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
public final class History implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(History.class);

  private static final List<SliceStore.Kind> CHECKED =
      List.of(
          SliceStore.Kind.BASE,
          SliceStore.Kind.JOURNAL,
          SliceStore.Kind.BASE_INDEX,
          SliceStore.Kind.JOURNAL_INDEX);

  private final GraphDatabase database;
  private final SliceStore store;
  private final RecordSearch search;
  private final CatalogKeeper keeper;
  private final Upkeep upkeep;
  private final PastTopology past;
  private final long configuredWindowMillis;
  private final FoldAhead ahead = new FoldAhead(this::keepAhead);

  /** Held shared while slices are read, exclusively while the catalogue drops some. */
  private final ReentrantReadWriteLock dropping = new ReentrantReadWriteLock();

  private volatile boolean stopped;

  /**
   * Reads the catalogue.
   *
   * @throws io.stackstate.stackgraph.StackGraphException when a newer program made the store
   */
  public History(GraphDatabase database, HistoryConfig config) {
    this.database = database;
    this.store = new SliceStore(database);
    PieceIndex index = new PieceIndex(database, store);
    this.search = new RecordSearch(store, index);
    this.past = new PastTopology(store, search, config.cacheBytes(), ahead::from);
    this.configuredWindowMillis = config.retentionWindowMillis();
    Journal journal = new Journal(database, store, index, config, past::giveWay);
    this.keeper = new CatalogKeeper(database, store, index, journal);
    SliceBases bases = new SliceBases(database, store, index, config.chunkBytes(), past::giveWay);
    this.upkeep = new Upkeep(store, index, journal, bases, keeper, dropping.writeLock());
  }

  public long resumeOffset() {
    return keeper.get().root().resumeOffset();
  }

  public long appliedCommit() {
    return keeper.get().root().appliedCommit();
  }

  public long appliedMillis() {
    return keeper.get().root().appliedMillis();
  }

  /** No history before this instant can be read, epoch milliseconds. */
  public long epochMillis() {
    return keeper.get().root().epochMillis();
  }

  /** The version of the layout that the store had when it was opened. */
  public int openedLayout() {
    return keeper.openedLayout();
  }

  /** Makes sure that the store has the newest layout. */
  public void keepLayout() {
    keeper.keepLayout();
  }

  /** How long superseded history is kept, milliseconds. */
  public long retentionWindowMillis() {
    long set = keeper.get().root().windowMillis();
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
    keeper.update(current -> current.with(current.root().withWindow(windowMillis)));
  }

  /** The commit whose state is the oldest that can be read; -1 while everything can. */
  public long epochCommit() {
    return keeper.get().root().epochCommit();
  }

  /**
   * Stores commits in the journal, with the position in the change log, and what {@code others}
   * writes of them. Where that is not one transaction of the store, the journal comes first, and
   * {@link #unfinished} tells whether the others may be missing.
   *
   * @return whether a new slice was begun, which calls for {@link #maintain}
   * @throws StackGraphException when the store failed; what the others wrote is then unknown
   */
  public boolean append(
      List<Commit> commits, long resumeOffset, Consumer<GraphTransaction> others) {
    return keeper.append(commits, resumeOffset, others);
  }

  /** Reads the catalogue again, after a failure, and puts in order what that left. */
  public void reload() {
    keeper.reload();
  }

  /** The commits of the journal that the others of {@link #append} may not have; mostly none. */
  public List<Commit> unfinished() {
    return keeper.unfinished();
  }

  /** All of the {@link #unfinished} is stored, or there is none. */
  public void finished() {
    keeper.finished();
  }

  /** As {@link #forEachRecord}, without the commits that are {@link #unfinished}. */
  public void forEachFinished(Consumer<Change> visitor) {
    forEachRecord(keeper.get().root().currentCommit(), visitor);
  }

  /** The topology at an instant; the newest for one in the future. */
  public TopologySnapshot at(long timeMillis) throws DataUnavailableException {
    return reading(timeMillis, now -> past.at(now, timeMillis));
  }

  private void keepAhead(long timeMillis, BooleanSupplier goesOn) throws DataUnavailableException {
    // Who wants to remove slices keeps all who come after him waiting, so he must not wait here.
    BooleanSupplier undisturbed = () -> goesOn.getAsBoolean() && !dropping.hasQueuedThreads();
    reading(
        timeMillis,
        now -> {
          past.keepAhead(now, timeMillis, undisturbed);
          return null;
        });
  }

  /** Runs {@code body} while no slice that it may need is removed. */
  <T> T reading(long sinceMillis, Function<Catalog, T> body) throws DataUnavailableException {
    dropping.readLock().lock();
    try {
      Root root = keeper.get().root();
      if (sinceMillis < root.epochMillis()) {
        throw new DataUnavailableException(sinceMillis, root.epochMillis());
      }
      return healing(() -> body.apply(keeper.get()));
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
    Slice damaged = keeper.get().slices().get(damage.slice());
    boolean replaceable =
        damaged != null
            && damaged.without(damage.kind()).isPresent()
            && (damage.kind() != SliceStore.Kind.BASE
                || damaged.number() > keeper.get().root().firstSlice());
    if (replaceable) {
      keeper.update(
          current ->
              current.with(
                  current.root(),
                  current.slices().get(damage.slice()).without(damage.kind()).orElseThrow()));
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
    forEachRecord(Long.MAX_VALUE, visitor);
  }

  private void forEachRecord(long lastCommit, Consumer<Change> visitor) {
    dropping.readLock().lock();
    try {
      healing(
          () -> {
            Catalog now = keeper.get();
            long last = Math.min(lastCommit, now.root().appliedCommit());
            now.newest().ifPresent(newest -> forEachRecord(now, newest, last, visitor));
            return null;
          });
    } finally {
      dropping.readLock().unlock();
    }
  }

  private static void forEachCommit(CommitReader reader, Consumer<Commit> visitor) {
    try (reader) {
      reader.forEachRemaining(visitor);
    }
  }

  private void forEachRecord(Catalog now, Slice newest, long last, Consumer<Change> visitor) {
    Slice start = now.start(newest);
    forEachCommit(CommitReader.base(store, start), commit -> commit.changes().forEach(visitor));
    for (Slice slice : now.from(start, newest)) {
      forEachCommit(
          CommitReader.journal(store, slice),
          commit -> {
            if (commit.number() <= last) {
              commit.changes().forEach(visitor);
            }
          });
    }
  }

  /**
   * Reads every piece of history.
   *
   * @param repairs whether to have what can be made again made by the next {@link #maintain}
   * @return a line per damaged base, journal or index; those that cannot be repaired begin with
   *     {@code journal}
   */
  public List<String> damages(boolean repairs) {
    dropping.readLock().lock();
    try {
      List<String> damages = new ArrayList<>();
      Catalog now = keeper.get();
      for (Slice slice : now.slices().values()) {
        for (SliceStore.Kind kind : CHECKED) {
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

  /**
   * Makes the first question about the past cost less, when there is much of it; ends when one
   * comes meanwhile. For the thread that maintains.
   *
   * @return whether there is so much; the first question has then nothing to gain from another time
   */
  public boolean rehearse() {
    dropping.readLock().lock();
    try {
      return healing(() -> past.rehearse(keeper.get(), () -> !stopped));
    } finally {
      dropping.readLock().unlock();
    }
  }

  /** Makes {@link #maintain} end after the piece it is writing, with an exception. */
  public void stopMaintenance() {
    stopped = true;
    upkeep.stop();
  }

  /** Makes the bases that are missing and forgets what has expired; for one thread at a time. */
  public void maintain(long nowMillis) {
    healing(
        () -> {
          upkeep.complete();
          return null;
        });
    upkeep.expire(nowMillis, retentionWindowMillis());
  }

  /** Ends what is done in the background. */
  @Override
  public void close() {
    ahead.close();
  }
}
