package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The commits of a slice's base or journal, piece by piece, so that never more than a few pieces
 * are in memory; the next ones are decoded by other threads while one is being used. Commits of a
 * journal that were cut are whole again; a base is sorted by aspect, so in it a commit is in as
 * many parts.
 */
final class CommitReader implements Iterator<Commit> {
  private static final int READ_AHEAD = 4;

  private final SliceStore store;
  private final int slice;
  private final SliceStore.Kind kind;
  private final int chunks;
  private final Deque<Commit> pending = new ArrayDeque<>();

  /** Pieces that are being read and decoded by other threads, from {@link #nextChunk} on. */
  private final Deque<CompletableFuture<List<Commit>>> ahead = new ArrayDeque<>();

  private int nextChunk;

  /** Reads the pieces from {@code firstChunk} on. */
  CommitReader(SliceStore store, int slice, SliceStore.Kind kind, int chunks, int firstChunk) {
    this.store = store;
    this.slice = slice;
    this.kind = kind;
    this.chunks = chunks;
    this.nextChunk = firstChunk;
  }

  static CommitReader base(SliceStore store, Slice slice) {
    return new CommitReader(store, slice.number(), SliceStore.Kind.BASE, slice.baseChunks(), 0);
  }

  static CommitReader journal(SliceStore store, Slice slice) {
    return journal(store, slice, 0);
  }

  static CommitReader journal(SliceStore store, Slice slice, int firstChunk) {
    return new CommitReader(
        store, slice.number(), SliceStore.Kind.JOURNAL, slice.journalChunks(), firstChunk);
  }

  @Override
  public boolean hasNext() {
    return !pending.isEmpty() || nextChunk < chunks;
  }

  @Override
  public Commit next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    fill();
    Commit first = pending.remove();
    List<Change> changes = first.changes();
    while (continues(first)) {
      if (changes == first.changes()) {
        changes = new ArrayList<>(changes);
      }
      changes.addAll(pending.remove().changes());
    }
    return new Commit(first.number(), first.timeMillis(), changes);
  }

  /** The first piece that may hold a commit that was not returned yet. */
  int position() {
    return Math.max(0, nextChunk - 1);
  }

  private boolean continues(Commit first) {
    fill();
    return kind == SliceStore.Kind.JOURNAL
        && !pending.isEmpty()
        && pending.peek().number() == first.number();
  }

  private void fill() {
    while (pending.isEmpty() && nextChunk < chunks) {
      pending.addAll(nextPiece());
    }
  }

  private List<Commit> nextPiece() {
    while (ahead.size() < READ_AHEAD && nextChunk + ahead.size() < chunks) {
      int chunk = nextChunk + ahead.size();
      ahead.add(CompletableFuture.supplyAsync(() -> store.chunk(slice, kind, chunk)));
    }
    nextChunk++;
    try {
      return ahead.remove().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
