package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.cursors.IntCursor;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.store.GraphDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tells which pieces of a slice have something about an element, so that the others need not be
 * read. Bases and the journals of closed slices have their index in the store; that of a journal
 * that still grows is in memory, and made again after a restart. Thread-safe.
 */
final class PieceIndex {
  /** With so many things wanted per piece nearly every piece has one of them. */
  private static final int WANTED_PER_PIECE = 3;

  private final GraphDatabase database;
  private final SliceStore store;
  private final Map<Integer, IndexEntries> open = new HashMap<>();

  PieceIndex(GraphDatabase database, SliceStore store) {
    this.database = database;
    this.store = store;
  }

  /**
   * Enters a piece of a journal that grows: the last one, again, or the one after it.
   *
   * @param slice as it is before
   */
  synchronized void put(Slice slice, int piece, List<Commit> commits) {
    entries(slice).put(piece, commits);
  }

  /** The pieces of a base, in order, that may have something about one of the fingerprints. */
  int[] basePieces(Slice slice, IntHashSet fingerprints) {
    if (slice.baseIndexChunks() == 0 || wantsAll(slice.baseChunks(), fingerprints)) {
      return IntStream.range(0, slice.baseChunks()).toArray();
    }
    return stored(slice, SliceStore.Kind.BASE_INDEX, slice.baseIndexChunks(), fingerprints);
  }

  /** Likewise of a journal. */
  int[] journalPieces(Slice slice, IntHashSet fingerprints) {
    if (wantsAll(slice.journalChunks(), fingerprints)) {
      return IntStream.range(0, slice.journalChunks()).toArray();
    }
    if (slice.journalIndexChunks() > 0) {
      return stored(slice, SliceStore.Kind.JOURNAL_INDEX, slice.journalIndexChunks(), fingerprints);
    }
    IntHashSet pieces = new IntHashSet();
    synchronized (this) {
      entries(slice).find(fingerprints, pieces);
    }
    // The writer may be ahead of the catalogue that the reader has.
    return IntStream.of(sorted(pieces)).filter(piece -> piece < slice.journalChunks()).toArray();
  }

  private static boolean wantsAll(int pieces, IntHashSet fingerprints) {
    return pieces * WANTED_PER_PIECE <= fingerprints.size();
  }

  private int[] stored(Slice slice, SliceStore.Kind kind, int chunks, IntHashSet fingerprints) {
    IntHashSet wanted = new IntHashSet();
    for (IntCursor fingerprint : fingerprints) {
      wanted.add(IndexEntries.chunkOf(fingerprint.value, chunks));
    }
    IntHashSet pieces = new IntHashSet();
    for (IntCursor chunk : wanted) {
      IndexEntries.find(store.data(slice.number(), kind, chunk.value), fingerprints, pieces);
    }
    return sorted(pieces);
  }

  private static int[] sorted(IntHashSet pieces) {
    return IntStream.of(pieces.toArray()).sorted().toArray();
  }

  /** Reads what is needed for the journal that grows, so that the first reader need not wait. */
  synchronized void warm(Slice slice) {
    entries(slice);
  }

  /**
   * Stores the index of a closed journal. It counts only when the caller stores the slice with the
   * number of chunks that is returned.
   */
  int writeJournal(Slice slice) {
    byte[][] chunks;
    synchronized (this) {
      chunks = entries(slice).encode();
    }
    return write(slice, SliceStore.Kind.JOURNAL_INDEX, chunks);
  }

  /** Likewise for a base. */
  int writeBase(Slice slice, IndexEntries entries) {
    return write(slice, SliceStore.Kind.BASE_INDEX, entries.encode());
  }

  private int write(Slice slice, SliceStore.Kind kind, byte[][] chunks) {
    store.removeChunks(slice.number(), kind);
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      int number = chunk;
      database.write(
          tx -> {
            store.addData(tx, slice.number(), kind, number, chunks[number]);
            return number;
          });
    }
    return chunks.length;
  }

  /** Gives up what is in memory about the slices before one. */
  synchronized void forgetBefore(int slice) {
    open.keySet().removeIf(number -> number < slice);
  }

  /** Gives up all that is in memory, to be made again from the store. */
  synchronized void forget() {
    open.clear();
  }

  private IndexEntries entries(Slice slice) {
    return open.computeIfAbsent(slice.number(), number -> load(slice));
  }

  private IndexEntries load(Slice slice) {
    IndexEntries entries = new IndexEntries();
    for (int piece = 0; piece < slice.journalChunks(); piece++) {
      entries.put(piece, store.chunk(slice.number(), SliceStore.Kind.JOURNAL, piece));
    }
    return entries;
  }
}
