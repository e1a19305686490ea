package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.store.GraphDatabase;
import io.stackstate.stackgraph.store.GraphTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The catalogue as the store has it, and how it changes: what it speaks of is stored first, then
 * the root, one small write that makes all of it valid. Thread-safe.
 */
final class CatalogKeeper {
  private final GraphDatabase database;
  private final SliceStore store;
  private final PieceIndex index;
  private final Journal journal;
  private final int openedLayout;
  private volatile Catalog catalog;

  /** Whether the store is known to hold this catalogue; guarded by the turn to write. */
  private boolean settled = true;

  /**
   * Reads the catalogue.
   *
   * @throws io.stackstate.stackgraph.StackGraphException when a newer program made the store
   */
  CatalogKeeper(GraphDatabase database, SliceStore store, PieceIndex index, Journal journal) {
    this.database = database;
    this.store = store;
    this.index = index;
    this.journal = journal;
    this.openedLayout = store.layout();
    this.catalog = store.load();
    settle(catalog);
  }

  Catalog get() {
    return catalog;
  }

  /** The version of the layout that the store had when it was opened. */
  int openedLayout() {
    return openedLayout;
  }

  /** Makes sure that the store has the newest layout, and not only what was read from it. */
  void keepLayout() {
    database.exclusively(
        () -> {
          requireSettled();
          if (store.layout() != catalog.root().schema()) {
            database.writeInOrder(List.of(tx -> store.putRoot(tx, catalog)));
          }
          return catalog;
        });
  }

  /**
   * Stores commits in the journal, with the position in the change log, and what {@code others}
   * writes of them. Where that is not one transaction of the store, the journal comes first, and
   * {@link #unfinished} tells whether the others may be missing.
   *
   * @return whether a new slice was begun, which calls for maintenance
   * @throws io.stackstate.stackgraph.StackGraphException when the store failed; what the others
   *     wrote is then unknown
   */
  boolean append(List<Commit> commits, long resumeOffset, Consumer<GraphTransaction> others) {
    return database.exclusively(
        () -> {
          requireSettled();
          Catalog before = catalog;
          Catalog[] after = {before};
          settled = database.isAtomic();
          database.writeInOrder(
              List.of(
                  tx -> {
                    after[0] = journal.append(tx, before, commits, resumeOffset);
                    store.putSlices(tx, before, after[0]);
                  },
                  tx -> store.putRoot(tx, database.isAtomic() ? whole(after[0]) : after[0]),
                  others));
          settled = true;
          catalog = whole(after[0]);
          return after[0].root().lastSlice() != before.root().lastSlice();
        });
  }

  private static Catalog whole(Catalog changed) {
    return changed.with(changed.root().whole());
  }

  private void requireSettled() {
    if (!settled) {
      reload();
    }
  }

  /** Reads the catalogue again, after a failure, and puts in order what that left. */
  void reload() {
    database.exclusively(
        () -> {
          Catalog stored = store.load();
          index.forget();
          settle(stored);
          catalog = stored;
          settled = true;
          return stored;
        });
  }

  /** What was stored by a process that died, or without an answer, may still surface otherwise. */
  private void settle(Catalog stored) {
    if (!database.isAtomic() && stored.root().lastSlice() >= 0) {
      database.writeInOrder(
          List.of(tx -> store.putRoot(tx, stored), tx -> journal.settle(tx, stored)));
    }
  }

  /** The commits of the journal that the others of {@link #append} may not have; mostly none. */
  List<Commit> unfinished() {
    Root root = catalog.root();
    List<Commit> commits = new ArrayList<>();
    if (root.currentCommit() < root.appliedCommit()) {
      // An append goes to one slice, which is then the newest.
      try (CommitReader journal = CommitReader.journal(store, catalog.newest().orElseThrow())) {
        journal.forEachRemaining(
            commit -> {
              if (commit.number() > root.currentCommit()) {
                commits.add(commit);
              }
            });
      }
    }
    return commits;
  }

  /** All of the {@link #unfinished} is stored, or there is none. */
  void finished() {
    if (!database.isAtomic()) {
      update(CatalogKeeper::whole);
      database.writeInOrder(List.of(tx -> store.putRoot(tx, catalog)));
    }
  }

  /** Stores what a change of the catalogue is about; nothing when it fails. */
  void update(UnaryOperator<Catalog> update) {
    database.exclusively(
        () -> {
          requireSettled();
          Catalog before = catalog;
          Catalog after = update.apply(before);
          boolean inRoot =
              !after.root().equals(before.root()) || !after.newest().equals(before.newest());
          List<Consumer<GraphTransaction>> steps = new ArrayList<>();
          steps.add(tx -> store.putSlices(tx, before, after));
          if (inRoot) {
            steps.add(tx -> store.putRoot(tx, after));
          }
          settled = database.isAtomic();
          database.writeInOrder(steps);
          settled = true;
          catalog = after;
          return after;
        });
  }
}
