package io.stackstate.stackgraph.history;

import java.util.Optional;

/**
 * A time slice: a base, which is the state before its first commit, and a journal of the commits
 * since.
 *
 * @param number from 0, in order of time
 * @param sinceMillis states from here on can be rebuilt from this slice; never after its first
 *     commit
 * @param previousCommit the newest commit that the base holds; -1 when there was none
 * @param lastMillis the time of its newest commit
 * @param journalChunks pieces of the journal
 * @param tailBytes how large the last of them is, before compression
 * @param changes records in the journal
 * @param baseChunks pieces of the base; {@link #NO_BASE} until all of it is stored
 * @param baseRecords records in the base
 * @param baseIndexChunks pieces of the index of the base; 0 without one
 * @param journalIndexChunks likewise of the journal, which has none while it grows
 */
record Slice(
    int number,
    long sinceMillis,
    long previousCommit,
    long lastMillis,
    int journalChunks,
    int tailBytes,
    long changes,
    int baseChunks,
    long baseRecords,
    int baseIndexChunks,
    int journalIndexChunks) {
  static final int NO_BASE = -1;

  static Slice first(long sinceMillis) {
    return new Slice(0, sinceMillis, -1, sinceMillis, 0, 0, 0, 0, 0, 0, 0);
  }

  /** The slice after this one, whose base is still to be made. */
  Slice next(long since, long newestCommit) {
    return new Slice(number + 1, since, newestCommit, since, 0, 0, 0, NO_BASE, 0, 0, 0);
  }

  /** How many parts the journal has; they are in order of time. */
  int journalParts() {
    return journalChunks;
  }

  boolean hasBase() {
    return baseChunks != NO_BASE;
  }

  Slice withJournal(int chunks, int lastChunkBytes, long moreChanges, long newestMillis) {
    return new Slice(
        number,
        sinceMillis,
        previousCommit,
        newestMillis,
        chunks,
        lastChunkBytes,
        changes + moreChanges,
        baseChunks,
        baseRecords,
        baseIndexChunks,
        journalIndexChunks);
  }

  /** With the base of another version of this slice. */
  Slice withBase(int chunks, long records, int indexChunks) {
    return new Slice(
        number,
        sinceMillis,
        previousCommit,
        lastMillis,
        journalChunks,
        tailBytes,
        changes,
        chunks,
        records,
        indexChunks,
        journalIndexChunks);
  }

  Slice withJournalIndex(int chunks) {
    return new Slice(
        number,
        sinceMillis,
        previousCommit,
        lastMillis,
        journalChunks,
        tailBytes,
        changes,
        baseChunks,
        baseRecords,
        baseIndexChunks,
        chunks);
  }

  /** Without what a damaged piece belongs to, when that can be made again or done without. */
  Optional<Slice> without(SliceStore.Kind kind) {
    return switch (kind) {
      case BASE -> Optional.of(withBase(NO_BASE, 0, 0));
      case BASE_INDEX -> Optional.of(withBase(baseChunks, baseRecords, 0));
      case JOURNAL_INDEX -> Optional.of(withJournalIndex(0));
      case JOURNAL, CATALOG -> Optional.empty();
    };
  }
}
