package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.store.GraphTransaction;
import java.util.List;

/** Appends commits to the newest slice, and decides when the next one begins. */
final class Journal {
  private final SliceStore store;
  private final HistoryConfig config;

  Journal(SliceStore store, HistoryConfig config) {
    this.store = store;
    this.config = config;
  }

  /**
   * Appends in the caller's transaction.
   *
   * @param commits at least one
   * @return the catalogue after the transaction
   */
  Catalog append(GraphTransaction tx, Catalog catalog, List<Commit> commits, long resumeOffset) {
    Commit first = commits.get(0);
    Commit last = commits.get(commits.size() - 1);
    Slice slice = catalog.newest().orElseGet(() -> Slice.first(first.timeMillis()));
    if (isFull(catalog, slice, first.timeMillis())) {
      slice = slice.next(first.timeMillis(), catalog.root().appliedCommit());
    }
    int number = slice.number();
    int firstChunk = slice.journalChunks();
    int[] chunks = {0};
    Pieces pieces =
        new Pieces(
            config.chunkBytes(),
            piece ->
                store.add(tx, number, SliceStore.Kind.JOURNAL, firstChunk + chunks[0]++, piece));
    long changes = 0;
    for (Commit commit : commits) {
      pieces.add(commit);
      changes += commit.changes().size();
    }
    pieces.flush();
    Slice grown = slice.withJournal(chunks[0], changes, last.timeMillis());
    Root root =
        catalog.root().applied(resumeOffset, last.number(), last.timeMillis(), grown.number());
    store.put(tx, grown);
    store.put(tx, root);
    return catalog.with(root, grown);
  }

  private boolean isFull(Catalog catalog, Slice slice, long now) {
    if (slice.changes() == 0) {
      return false;
    }
    long elements = catalog.start(slice).baseRecords();
    return slice.changes() >= Math.max(config.sliceChanges(), elements / 2)
        || now - slice.sinceMillis() >= config.sliceAgeMillis();
  }
}
