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
      int firstPart = first ? JournalPlace.partAt(store, slice, fromMillis) : 0;
      first = false;
      int endPart = JournalPlace.endAt(store, slice, toMillis);
      try (CommitReader journal = CommitReader.journal(store, slice, firstPart, endPart)) {
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
  }

  private Collection<Slice> slices() {
    Optional<Slice> last = catalog.at(toMillis);
    if (last.isEmpty()) {
      return List.of();
    }
    Slice first = catalog.at(fromMillis).orElseGet(() -> catalog.slices().firstEntry().getValue());
    return catalog.from(first, last.get());
  }
}
