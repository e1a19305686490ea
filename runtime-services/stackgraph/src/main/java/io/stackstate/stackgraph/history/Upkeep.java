package io.stackstate.stackgraph.history;

import java.util.concurrent.locks.Lock;

/**
 * What is done to slices after they were written: bases, indexes and runs that are missing are
 * made, and what has expired is forgotten. Each step is stored before the catalogue speaks of it,
 * so that whatever interrupts one, the next run goes on. For one thread at a time.
 */
final class Upkeep {
  private final SliceStore store;
  private final PieceIndex index;
  private final Journal journal;
  private final SliceBases bases;
  private final CatalogKeeper keeper;
  private final Lock dropping;

  /**
   * @param dropping held by nobody who reads slices
   */
  Upkeep(
      SliceStore store,
      PieceIndex index,
      Journal journal,
      SliceBases bases,
      CatalogKeeper keeper,
      Lock dropping) {
    this.store = store;
    this.index = index;
    this.journal = journal;
    this.bases = bases;
    this.keeper = keeper;
    this.dropping = dropping;
  }

  /** Ends what is being made after its next piece, with an exception. */
  void stop() {
    bases.stop();
  }

  /**
   * Makes the bases, indexes and runs that are missing.
   *
   * @throws DamagedPieceException when something that it needs is damaged
   */
  void complete() {
    keeper.get().newest().ifPresent(index::warm);
    makeBases();
    indexBases();
    completeJournals();
  }

  private void makeBases() {
    for (Slice slice = keeper.get().withoutBase().orElse(null);
        slice != null;
        slice = keeper.get().withoutBase().orElse(null)) {
      Catalog now = keeper.get();
      Slice complete = bases.write(now.slices().get(slice.number() - 1), slice);
      keeper.update(
          current -> {
            // The journal may have grown meanwhile.
            Slice grown =
                current
                    .slices()
                    .get(complete.number())
                    .withBase(
                        complete.baseChunks(), complete.baseRecords(), complete.baseIndexChunks());
            return current.with(current.root(), grown);
          });
    }
  }

  /** Makes the indexes again that were found damaged; each base was stored with one. */
  private void indexBases() {
    for (Slice slice = keeper.get().withoutBaseIndex().orElse(null);
        slice != null;
        slice = keeper.get().withoutBaseIndex().orElse(null)) {
      Slice base = slice;
      int chunks = index.writeBase(base);
      keeper.update(
          current -> {
            Slice now = current.slices().get(base.number());
            // The base itself may be found damaged meanwhile.
            return now.hasBase()
                ? current.with(current.root(), now.withBaseIndex(chunks))
                : current;
          });
    }
  }

  private void completeJournals() {
    for (Slice slice = keeper.get().withoutJournalIndex().orElse(null);
        slice != null;
        slice = keeper.get().withoutJournalIndex().orElse(null)) {
      Slice sealed = journal.sealed(slice);
      int indexChunks = index.writeJournal(sealed);
      keeper.update(
          current -> {
            // The journal does not grow any more, but the base may be found damaged meanwhile.
            Slice now = current.slices().get(sealed.number());
            return current.with(
                current.root(), now.withRunsOf(sealed).withJournalIndex(indexChunks));
          });
    }
    index.forgetBefore(keeper.get().root().lastSlice());
    removeSealedPieces();
  }

  private void removeSealedPieces() {
    for (Slice slice : keeper.get().withSealedPieces()) {
      awaitReaders();
      store.removeChunks(slice.number(), SliceStore.Kind.JOURNAL);
      keeper.update(
          current ->
              current.with(current.root(), current.slices().get(slice.number()).withoutPieces()));
    }
  }

  /** Returns when nobody has a catalogue any more that is older than the present one. */
  private void awaitReaders() {
    dropping.lock();
    dropping.unlock();
  }

  /**
   * Forgets what has expired.
   *
   * @param windowMillis how long superseded history is kept
   */
  void expire(long nowMillis, long windowMillis) {
    removeRemains();
    Retention retention = new Retention(windowMillis);
    long epoch = retention.epoch(keeper.get().root(), nowMillis);
    if (Retention.endsNewest(keeper.get(), epoch)) {
      keeper.update(
          current -> {
            // Asked again: the writer may have appended since.
            if (!Retention.endsNewest(current, epoch)) {
              return current;
            }
            Slice next = current.newest().orElseThrow().next(epoch, current.root().appliedCommit());
            return current.with(current.root().withLastSlice(next.number()), next);
          });
      makeBases();
    }
    if (epoch > keeper.get().root().epochMillis()) {
      drop(epoch);
      removeRemains();
    }
  }

  private void drop(long epoch) {
    dropping.lock();
    try {
      keeper.update(
          current -> {
            long commit =
                current
                    .at(epoch)
                    .map(slice -> JournalPlace.at(store, slice, epoch).commit())
                    .orElse(-1L);
            return current.expired(
                current.root().expired(Retention.oldestKept(current, epoch), epoch, commit));
          });
    } finally {
      dropping.unlock();
    }
  }

  /** Removes slices that the catalogue has dropped; what a crash interrupts goes on next time. */
  private void removeRemains() {
    int first = keeper.get().root().firstSlice();
    int oldest = first;
    while (store.exists(oldest - 1)) {
      oldest--;
    }
    for (int slice = oldest; slice < first; slice++) {
      store.removeSlice(slice);
    }
  }
}
