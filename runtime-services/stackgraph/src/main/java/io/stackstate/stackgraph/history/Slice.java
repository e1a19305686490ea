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
 * @param runs into which pieces of the journal were made, from the first on
 * @param sealedChunks how many pieces those were; they are read no more
 * @param indexFormat 1 when the indexes have checksums; layout 2 had none
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
    int journalIndexChunks,
    int runs,
    int sealedChunks,
    int indexFormat) {
  static final int NO_BASE = -1;
  private static final int CHECKED = 1;

  static Slice first(long sinceMillis) {
    return new Slice(0, sinceMillis, -1, sinceMillis, 0, 0, 0, 0, 0, 0, 0, 0, 0, CHECKED);
  }

  /** The slice after this one, whose base is still to be made. */
  Slice next(long since, long newestCommit) {
    return new Slice(
        number + 1, since, newestCommit, since, 0, 0, 0, NO_BASE, 0, 0, 0, 0, 0, CHECKED);
  }

  /** How many parts the journal has: the runs, then the pieces that are in none. */
  int journalParts() {
    return runs + journalChunks - sealedChunks;
  }

  boolean indexesAreChecked() {
    return indexFormat >= CHECKED;
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
        journalIndexChunks,
        runs,
        sealedChunks,
        indexFormat);
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
        journalIndexChunks,
        runs,
        sealedChunks,
        indexFormat);
  }

  Slice withBaseIndex(int chunks) {
    return withBase(baseChunks, baseRecords, chunks);
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
        chunks,
        runs,
        sealedChunks,
        indexFormat);
  }

  /** With one more run, of the next so many pieces. */
  Slice withRun(int pieces) {
    return sealed(journalChunks, runs + 1, sealedChunks + pieces);
  }

  /** As {@code other} is, of the same slice with the same journal. */
  Slice withRunsOf(Slice other) {
    return sealed(other.journalChunks, other.runs, other.sealedChunks);
  }

  /** Without the pieces, all of which are in runs. */
  Slice withoutPieces() {
    return sealed(0, runs, 0);
  }

  private Slice sealed(int chunks, int runCount, int inRuns) {
    return new Slice(
        number,
        sinceMillis,
        previousCommit,
        lastMillis,
        chunks,
        tailBytes,
        changes,
        baseChunks,
        baseRecords,
        baseIndexChunks,
        journalIndexChunks,
        runCount,
        inRuns,
        indexFormat);
  }

  /** Without what a damaged piece belongs to, when that can be made again or done without. */
  Optional<Slice> without(SliceStore.Kind kind) {
    return switch (kind) {
      case BASE -> Optional.of(withBase(NO_BASE, 0, 0));
      case BASE_INDEX -> Optional.of(withBaseIndex(0));
      case JOURNAL_INDEX -> Optional.of(withJournalIndex(0));
      case JOURNAL, RUN, CATALOG -> Optional.empty();
    };
  }
}
