package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.LongHashSet;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to get from a later state to that of an earlier instant: what was written between the two, as
 * it was at the earlier one. Costs in proportion to what was written.
 *
 * @param position the newest commit at the instant
 * @param untilMillis the state is right from that commit until before this time
 * @param records each as a commit of its own, so that it keeps its time
 */
record Rewind(JournalPlace position, long untilMillis, List<Commit> records) {
  /** When more than this part of all records was written, starting from a base is faster. */
  private static final int WORTHWHILE_PART = 50;

  private static final int ALWAYS_WORTHWHILE = 1_000;

  /**
   * @param slice that of {@code timeMillis}
   * @param laterMillis the time of the newest commit in the state from which to go back
   * @return empty when too much was written
   */
  static Optional<Rewind> of(
      SliceStore store,
      RecordSearch search,
      Catalog catalog,
      Slice slice,
      long timeMillis,
      long laterMillis) {
    long most = Math.max(ALWAYS_WORTHWHILE, catalog.start(slice).baseRecords() / WORTHWHILE_PART);
    Set<ChangeKey> written = new HashSet<>();
    long[] until = {Long.MAX_VALUE};
    new ChangesBetween(store, catalog, timeMillis, laterMillis)
        .forEach(
            commit -> {
              until[0] = Math.min(until[0], commit.timeMillis());
              commit.changes().forEach(change -> written.add(change.key()));
              return written.size() <= most;
            });
    if (written.size() > most) {
      return Optional.empty();
    }
    JournalPlace position = JournalPlace.at(store, slice, timeMillis);
    if (until[0] == Long.MAX_VALUE && position.commit() != catalog.root().appliedCommit()) {
      // Nothing more can come before a commit that there is.
      until[0] = laterMillis;
    }
    return Optional.of(
        new Rewind(position, until[0], records(search, catalog, written, timeMillis)));
  }

  private static List<Commit> records(
      RecordSearch search, Catalog catalog, Set<ChangeKey> keys, long timeMillis) {
    Map<ChangeKey, Commit> records = new HashMap<>();
    LongHashSet ids = new LongHashSet(keys.size());
    for (ChangeKey key : keys) {
      ids.add(key.id());
      records.put(key, new Commit(-1, 0, List.of(new Change(key, null))));
    }
    search.visit(
        catalog,
        timeMillis,
        timeMillis,
        RecordSearch.Wanted.elements(ids),
        (number, time, change) ->
            records.computeIfPresent(
                change.key(), (key, old) -> new Commit(number, time, List.of(change))));
    return new ArrayList<>(records.values());
  }
}
