package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The commits of a slice's base or journal. Commits of a journal that were cut are whole again; a
 * base is sorted by aspect, so in it a commit is in as many parts. For one thread, which closes it.
 */
final class CommitReader implements Iterator<Commit>, AutoCloseable {
  private final Parts<List<Commit>> parts;
  private final boolean joins;
  private final Deque<Commit> pending = new ArrayDeque<>();

  private CommitReader(Parts<List<Commit>> parts, boolean joins) {
    this.parts = parts;
    this.joins = joins;
  }

  static CommitReader base(SliceStore store, Slice slice) {
    return new CommitReader(base(store, slice, Function.identity()), false);
  }

  static CommitReader journal(SliceStore store, Slice slice) {
    return journal(store, slice, 0);
  }

  static CommitReader journal(SliceStore store, Slice slice, int firstPart) {
    return journal(store, slice, firstPart, slice.journalParts());
  }

  /** Reads parts of the journal, from one on to before another one. */
  static CommitReader journal(SliceStore store, Slice slice, int firstPart, int endPart) {
    return new CommitReader(journal(store, slice, firstPart, endPart, Function.identity()), true);
  }

  static <T> Parts<T> base(SliceStore store, Slice slice, Function<List<Commit>, T> preparation) {
    return new Parts<>(
        part -> preparation.apply(store.chunk(slice.number(), SliceStore.Kind.BASE, part)),
        0,
        slice.baseChunks());
  }

  /** Reads parts of the journal, from one on to before another one. */
  static <T> Parts<T> journal(
      SliceStore store,
      Slice slice,
      int firstPart,
      int endPart,
      Function<List<Commit>, T> preparation) {
    return new Parts<>(part -> preparation.apply(store.journal(slice, part)), firstPart, endPart);
  }

  @Override
  public boolean hasNext() {
    fill();
    return !pending.isEmpty();
  }

  @Override
  public Commit next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
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

  @Override
  public void close() {
    parts.close();
  }

  private boolean continues(Commit first) {
    return joins && hasNext() && pending.peek().number() == first.number();
  }

  private void fill() {
    while (pending.isEmpty() && parts.hasNext()) {
      pending.addAll(parts.next());
    }
  }
}
