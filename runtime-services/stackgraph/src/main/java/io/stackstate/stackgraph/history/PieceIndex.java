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

  /** Marks the numbers of runs among those of the pieces of a journal that grows. */
  private static final int RUN = 1 << 22;

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

  /** Enters a run, whose pieces were entered before. */
  synchronized void putRun(Slice slice, int run, List<Commit> commits) {
    entries(slice).put(RUN | run, commits);
  }

  /** The pieces of a base, in order, that may have something about one of the fingerprints. */
  int[] basePieces(Slice slice, IntHashSet fingerprints) {
    if (slice.baseIndexChunks() == 0 || wantsAll(slice.baseChunks(), fingerprints)) {
      return IntStream.range(0, slice.baseChunks()).toArray();
    }
    return stored(slice, SliceStore.Kind.BASE_INDEX, slice.baseIndexChunks(), fingerprints);
  }

  /** The parts of a journal, likewise. */
  int[] journalParts(Slice slice, IntHashSet fingerprints) {
    if (wantsAll(slice.journalParts(), fingerprints)) {
      return IntStream.range(0, slice.journalParts()).toArray();
    }
    if (slice.journalIndexChunks() > 0) {
      return stored(slice, SliceStore.Kind.JOURNAL_INDEX, slice.journalIndexChunks(), fingerprints);
    }
    IntHashSet found = new IntHashSet();
    synchronized (this) {
      entries(slice).find(fingerprints, found);
    }
    return IntStream.of(found.toArray())
        .map(number -> part(slice, number))
        .filter(part -> part >= 0)
        .sorted()
        .toArray();
  }

  /**
   * The part of a journal that a piece or a run is; -1 when it is in a run, or when the writer is
   * ahead of the slice that the reader has.
   */
  private static int part(Slice slice, int number) {
    int part = (number & RUN) != 0 ? number & ~RUN : slice.runs() + number - slice.sealedChunks();
    boolean counts =
        (number & RUN) != 0
            ? part < slice.runs()
            : number >= slice.sealedChunks() && number < slice.journalChunks();
    return counts ? part : -1;
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
      IndexEntries.find(store.index(slice, kind, chunk.value), fingerprints, pieces);
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
      chunks = entries(slice).renumbered(number -> part(slice, number)).encode();
    }
    return write(slice, SliceStore.Kind.JOURNAL_INDEX, chunks);
  }

  /** Likewise for a base, which is read for it. */
  int writeBase(Slice slice) {
    IndexEntries entries = new IndexEntries();
    for (int piece = 0; piece < slice.baseChunks(); piece++) {
      entries.put(piece, store.chunk(slice.number(), SliceStore.Kind.BASE, piece));
    }
    return writeBase(slice, entries);
  }

  /** Likewise for a base whose entries are known. */
  int writeBase(Slice slice, IndexEntries entries) {
    return write(slice, SliceStore.Kind.BASE_INDEX, entries.encode());
  }

  private int write(Slice slice, SliceStore.Kind kind, byte[][] chunks) {
    store.removeChunks(slice.number(), kind);
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      int number = chunk;
      database.write(
          tx -> {
            store.addIndex(tx, slice, kind, number, chunks[number]);
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
    for (int part = 0; part < slice.journalParts(); part++) {
      boolean isRun = part < slice.runs();
      int number = isRun ? RUN | part : slice.sealedChunks() + part - slice.runs();
      entries.put(number, store.journal(slice, part));
    }
    return entries;
  }
}
