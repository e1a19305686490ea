package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphTransaction;
import java.util.ArrayList;
import java.util.List;

/** Appends commits to the newest slice, and decides when the next one begins. */
final class Journal {
  private static final int SMALL_CHUNK_BYTES = 32 << 10;

  /** How many pieces make a run: the more, the less a version of an element costs its reader. */
  private static final int RUN_PIECES = 32;

  /**
   * A base, which holds all elements, is too much for a slice that changed fewer than this part of
   * them, unless so much time has passed that retention wants slices to end.
   */
  private static final int FEW_CHANGES = 8;

  private final GraphDatabase database;
  private final SliceStore store;
  private final PieceIndex index;
  private final HistoryConfig config;
  private final Runnable courtesy;

  /**
   * @param courtesy called before each run that is made afterwards, to let others go first
   */
  Journal(
      GraphDatabase database,
      SliceStore store,
      PieceIndex index,
      HistoryConfig config,
      Runnable courtesy) {
    this.database = database;
    this.store = store;
    this.index = index;
    this.config = config;
    this.courtesy = courtesy;
  }

  /**
   * Writes the pieces in the caller's transaction; they count when the catalogue is stored.
   *
   * @param commits at least one
   * @return the catalogue with them
   */
  Catalog append(GraphTransaction tx, Catalog catalog, List<Commit> commits, long resumeOffset) {
    Commit first = commits.get(0);
    Commit last = commits.get(commits.size() - 1);
    Slice slice = catalog.newest().orElseGet(() -> Slice.first(first.timeMillis()));
    if (isFull(catalog, slice, first.timeMillis())) {
      slice = slice.next(first.timeMillis(), catalog.root().appliedCommit());
    }
    Slice grown = write(tx, seal(tx, slice), commits);
    Root root =
        catalog.root().applied(resumeOffset, last.number(), last.timeMillis(), grown.number());
    return catalog.with(root, grown);
  }

  /** Makes pieces into a run when there are enough; the last one stays, because it may grow. */
  private Slice seal(GraphTransaction tx, Slice slice) {
    return slice.journalChunks() - slice.sealedChunks() > RUN_PIECES
        ? seal(tx, slice, RUN_PIECES)
        : slice;
  }

  private Slice seal(GraphTransaction tx, Slice slice, int pieces) {
    List<Commit> commits = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      commits.addAll(store.journal(slice, slice.runs() + piece));
    }
    store.putRun(tx, slice.number(), slice.runs(), commits);
    index.putRun(slice, slice.runs(), commits);
    return slice.withRun(pieces);
  }

  /**
   * Makes all pieces of a journal that grows no more into runs. They count when the caller stores
   * the slice that is returned.
   */
  Slice sealed(Slice closed) {
    Slice slice = closed;
    while (slice.sealedChunks() < slice.journalChunks()) {
      courtesy.run();
      Slice rest = slice;
      int pieces = Math.min(RUN_PIECES, rest.journalChunks() - rest.sealedChunks());
      slice = database.write(tx -> seal(tx, rest, pieces));
    }
    return slice;
  }

  private Slice write(GraphTransaction tx, Slice slice, List<Commit> commits) {
    boolean grows = slice.journalChunks() > 0 && slice.tailBytes() < smallChunk();
    int firstChunk = grows ? slice.journalChunks() - 1 : slice.journalChunks();
    int[] chunk = {firstChunk};
    Pieces pieces =
        new Pieces(
            config.chunkBytes(),
            piece -> {
              index.put(slice, chunk[0], piece);
              if (chunk[0] < slice.journalChunks()) {
                store.replace(tx, slice.number(), SliceStore.Kind.JOURNAL, chunk[0]++, piece);
              } else {
                store.add(tx, slice.number(), SliceStore.Kind.JOURNAL, chunk[0]++, piece);
              }
            });
    if (grows) {
      store.chunk(slice.number(), SliceStore.Kind.JOURNAL, firstChunk).forEach(pieces::add);
    }
    long changes = 0;
    for (Commit commit : commits) {
      pieces.add(commit);
      changes += commit.changes().size();
    }
    int tailBytes = pieces.flush();
    long lastMillis = commits.get(commits.size() - 1).timeMillis();
    return slice.withJournal(chunk[0], tailBytes, changes, lastMillis);
  }

  /**
   * Stores the last piece of the journal again, without what came into it but was never valid: what
   * was stored when nobody heard of it any more cannot come after this.
   */
  void settle(GraphTransaction tx, Catalog catalog) {
    catalog
        .newest()
        .filter(slice -> slice.journalChunks() > 0)
        .ifPresent(
            slice -> {
              int last = slice.journalChunks() - 1;
              List<Commit> valid =
                  store.chunk(slice.number(), SliceStore.Kind.JOURNAL, last).stream()
                      .filter(commit -> commit.number() <= catalog.root().appliedCommit())
                      .toList();
              store.replace(tx, slice.number(), SliceStore.Kind.JOURNAL, last, valid);
            });
  }

  /**
   * A piece that is smaller grows with the next commits: with a trickle of changes there would
   * otherwise be many thousand pieces in a slice, each of which costs its reader a look-up.
   */
  private int smallChunk() {
    return Math.min(SMALL_CHUNK_BYTES, config.chunkBytes() / 2);
  }

  private boolean isFull(Catalog catalog, Slice slice, long now) {
    if (slice.changes() == 0) {
      return false;
    }
    long elements = catalog.start(slice).baseRecords();
    long age = now - slice.sinceMillis();
    return slice.changes() >= Math.max(config.sliceChanges(), elements / 2)
        || age >= config.sliceAgeMillis() && slice.changes() >= elements / FEW_CHANGES
        || age >= Math.max(config.sliceAgeMillis(), window(catalog) / 2);
  }

  private long window(Catalog catalog) {
    long set = catalog.root().windowMillis();
    return set > 0 ? set : config.retentionWindowMillis();
  }
}
