package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a stream of commits into pieces of bounded size. A commit may be cut too: neighbours with
 * the same number belong together.
 */
final class Pieces {
  private static final int OVERHEAD = 16;

  private final int maxBytes;
  private final Consumer<List<Commit>> sink;
  private List<Commit> piece = new ArrayList<>();
  private int bytes;

  Pieces(int maxBytes, Consumer<List<Commit>> sink) {
    this.maxBytes = maxBytes;
    this.sink = sink;
  }

  void add(Commit commit) {
    List<Change> part = new ArrayList<>();
    for (Change change : commit.changes()) {
      int size = OVERHEAD + (change.isDelete() ? 0 : change.value().length);
      if (bytes + size > maxBytes && bytes > 0) {
        take(commit, part);
        part = new ArrayList<>();
        flush();
      }
      part.add(change);
      bytes += size;
    }
    // A commit without changes is kept: it moves the clock.
    if (!part.isEmpty() || commit.changes().isEmpty()) {
      piece.add(new Commit(commit.number(), commit.timeMillis(), part));
      bytes += OVERHEAD;
    }
  }

  /** Ends the last piece, and returns its size. */
  int flush() {
    if (!piece.isEmpty()) {
      sink.accept(piece);
    }
    int size = bytes;
    piece = new ArrayList<>();
    bytes = 0;
    return size;
  }

  private void take(Commit commit, List<Change> part) {
    if (!part.isEmpty()) {
      piece.add(new Commit(commit.number(), commit.timeMillis(), part));
    }
  }
}
