package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.LongHashSet;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the commits after an instant and up to another one, inclusive, wrote. Reads the journals
 * between the two and nothing else; can be read any number of times.
 *
 * @param catalog whose slices are not removed meanwhile
 */
record ChangesBetween(SliceStore store, Catalog catalog, long fromMillis, long toMillis) {

  /** The last record of each key, in no particular order; null values are deletions. */
  Map<ChangeKey, Change> net() {
    Map<ChangeKey, Change> net = new LinkedHashMap<>();
    forEach(
        commit -> {
          for (Change change : commit.changes()) {
            if (change.key().aspect() != Aspect.PROBLEM) {
              net.put(change.key(), change);
            }
          }
          return true;
        });
    return net;
  }

  /** The elements that were written. */
  LongHashSet ids() {
    LongHashSet ids = new LongHashSet();
    forEach(
        commit -> {
          commit.changes().stream()
              .map(Change::key)
              .filter(key -> key.aspect() != Aspect.PROBLEM)
              .forEach(key -> ids.add(key.id()));
          return true;
        });
    return ids;
  }

  /**
   * Visits the commits in order.
   *
   * @param visitor says whether it wants more
   */
  void forEach(Predicate<Commit> visitor) {
    long newest = catalog.root().appliedCommit();
    boolean first = true;
    for (Slice slice : slices()) {
      CommitReader journal = CommitReader.journal(store, slice, first ? firstPiece(slice) : 0);
      first = false;
      while (journal.hasNext()) {
        Commit commit = journal.next();
        if (commit.timeMillis() > toMillis || commit.number() > newest) {
          return;
        }
        if (commit.timeMillis() > fromMillis && !visitor.test(commit)) {
          return;
        }
      }
    }
  }

  private Collection<Slice> slices() {
    Optional<Slice> last = catalog.at(toMillis);
    if (last.isEmpty()) {
      return List.of();
    }
    Slice first = catalog.at(fromMillis).orElseGet(() -> catalog.slices().firstEntry().getValue());
    return catalog.from(first, last.get());
  }

  private int firstPiece(Slice slice) {
    return lastPiece(store, slice, fromMillis);
  }

  /**
   * A place in the journal of a slice.
   *
   * @param commit the newest one before it; that of the base when there is none in the journal
   * @param sinceMillis from when on the state is that of this commit, at the latest
   * @param piece the first that may hold later ones
   */
  record Position(long commit, long sinceMillis, int piece) {}

  /** The place after all commits of a slice up to an instant, inclusive. */
  static Position position(SliceStore store, Slice slice, long timeMillis) {
    Position position = new Position(slice.previousCommit(), slice.sinceMillis(), 0);
    if (slice.journalChunks() > 0) {
      int piece = lastPiece(store, slice, timeMillis);
      for (Commit commit : store.chunk(slice.number(), SliceStore.Kind.JOURNAL, piece)) {
        if (commit.timeMillis() <= timeMillis) {
          position = new Position(commit.number(), commit.timeMillis(), piece);
        }
      }
    }
    return position;
  }

  /** The last piece that begins with a commit that is not after an instant, or the first piece. */
  private static int lastPiece(SliceStore store, Slice slice, long timeMillis) {
    int low = 0;
    int high = slice.journalChunks() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (store.firstMillis(slice.number(), SliceStore.Kind.JOURNAL, middle) <= timeMillis) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(0, low);
  }
}
