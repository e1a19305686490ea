package io.stackstate.stackgraph.history;

import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.util.Optional;

/**
 * Rebuilds the topology of an instant: from the base of its slice, or from the nearest state that
 * is kept, by the changes between. On the way it keeps states at regular distances, so that another
 * instant of the same slice costs few changes. Thread-safe; one rebuild at a time, because each is
 * bounded by the processor, and states that are kept are given without waiting for it.
 */
final class PastTopology {
  /** How many kept states lie between a base and as many changes as there are elements. */
  private static final int STATES_PER_ELEMENTS = 64;

  private static final long LEAST_SPACING = 2_000;

  /** Applying more than this part of a base's records takes longer than reading the base. */
  private static final int WORTHWHILE_PART = 8;

  private final SliceStore store;
  private final RecordSearch search;
  private final StateCache cache;

  PastTopology(SliceStore store, RecordSearch search, long cacheBytes) {
    this.store = store;
    this.search = search;
    this.cache = new StateCache(cacheBytes);
  }

  /**
   * @param catalog as of now; its slices must not be removed while this works
   * @param timeMillis not before the epoch
   */
  TopologySnapshot at(Catalog catalog, long timeMillis) {
    Optional<Slice> slice = catalog.at(timeMillis);
    if (slice.isEmpty()) {
      return new PastSnapshot(new TopologyIndex().snapshot(), -1, timeMillis);
    }
    PastState state =
        cached(catalog, timeMillis).orElseGet(() -> rebuilt(catalog, slice.get(), timeMillis));
    return new PastSnapshot(state.index().snapshot(), state.commit(), timeMillis);
  }

  private Optional<PastState> cached(Catalog catalog, long timeMillis) {
    return cache.at(timeMillis, catalog.root().appliedCommit());
  }

  private synchronized PastState rebuilt(Catalog catalog, Slice slice, long timeMillis) {
    // Somebody else may have asked for the same instant.
    return cached(catalog, timeMillis).orElseGet(() -> rebuild(catalog, slice, timeMillis));
  }

  private PastState rebuild(Catalog catalog, Slice slice, long timeMillis) {
    Slice start = catalog.start(slice);
    // The numbers of commits count records, so this is about how far back it is worth while to
    // begin
    // instead of with a base; but not where slices are gone.
    long nearBase = start.previousCommit() - start.baseRecords() / WORTHWHILE_PART;
    Optional<PastState> before =
        cache
            .before(timeMillis, nearBase)
            .filter(state -> state.slice() >= catalog.root().firstSlice());
    PastState state =
        rewound(catalog, slice, timeMillis, before)
            .orElseGet(() -> advanced(catalog, slice, timeMillis, before));
    cache.add(state);
    return state;
  }

  private PastState advanced(
      Catalog catalog, Slice slice, long timeMillis, Optional<PastState> before) {
    Slice start = catalog.start(slice);
    Fold fold = before.map(state -> Fold.of(store, state)).orElseGet(() -> Fold.base(store, start));
    long spacing = Math.max(LEAST_SPACING, start.baseRecords() / STATES_PER_ELEMENTS);
    Fold.Goal goal = new Fold.Goal(timeMillis, catalog.root().appliedCommit(), spacing, cache::add);
    Slice first = before.map(state -> catalog.slices().get(state.slice())).orElse(start);
    return fold.advance(catalog.from(first, slice), goal);
  }

  /** The state, from a later one, when that one is nearer and little was written between. */
  private Optional<PastState> rewound(
      Catalog catalog, Slice slice, long timeMillis, Optional<PastState> before) {
    Optional<PastState> after =
        cache.after(timeMillis).filter(later -> isNearer(later, timeMillis, before));
    return after.flatMap(
        later ->
            Rewind.of(store, search, catalog, slice, timeMillis, later.fromMillis())
                .map(rewind -> Fold.of(store, later).rewind(slice, rewind)));
  }

  private static boolean isNearer(PastState later, long timeMillis, Optional<PastState> before) {
    return before.isEmpty()
        || later.fromMillis() - timeMillis < timeMillis - before.get().fromMillis();
  }
}
