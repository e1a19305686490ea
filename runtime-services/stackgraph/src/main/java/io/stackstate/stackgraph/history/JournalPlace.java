package io.stackstate.stackgraph.history;

import io.stackstate.model.change.Commit;
import java.util.function.Predicate;

/**
 * A place in the journal of a slice.
 *
 * @param commit the newest one before it; that of the base when there is none in the journal
 * @param sinceMillis from when on the state is that of this commit, at the latest
 */
record JournalPlace(long commit, long sinceMillis) {

  /** The place after all commits of a slice up to an instant, inclusive. */
  static JournalPlace at(SliceStore store, Slice slice, long timeMillis) {
    JournalPlace place = new JournalPlace(slice.previousCommit(), slice.sinceMillis());
    if (slice.journalParts() > 0) {
      for (Commit commit : store.journal(slice, partAt(store, slice, timeMillis))) {
        if (commit.timeMillis() <= timeMillis) {
          place = new JournalPlace(commit.number(), commit.timeMillis());
        }
      }
    }
    return place;
  }

  /** The last part that begins with a commit that is not after an instant, or the first part. */
  static int partAt(SliceStore store, Slice slice, long timeMillis) {
    return last(store, slice, head -> head.timeMillis() <= timeMillis);
  }

  /**
   * The part behind the last one that has something of an instant or before it: those from there on
   * begin with commits after it, so that nobody need read them who wants to get there.
   */
  static int endAt(SliceStore store, Slice slice, long timeMillis) {
    return timeMillis >= slice.lastMillis()
        ? slice.journalParts()
        : Math.min(slice.journalParts(), partAt(store, slice, timeMillis) + 1);
  }

  /** The part in which the commit after one begins, or the last that has something of that one. */
  static int partOf(SliceStore store, Slice slice, long commit) {
    return last(store, slice, head -> head.commit() <= commit);
  }

  private static int last(SliceStore store, Slice slice, Predicate<CommitCodec.Head> passes) {
    int low = 0;
    int high = slice.journalParts() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (passes.test(store.head(slice, middle))) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(0, low);
  }
}
