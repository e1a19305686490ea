package io.stackstate.stackgraph.history;

import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.lang.ref.SoftReference;
import java.util.Optional;

/**
 * Rebuilds the topology of an instant: the base of its slice and the changes up to it. Thread-safe;
 * one rebuild at a time, because each is bounded by the processor, and states that are kept are
 * given without waiting for it.
 */
final class PastTopology {
  private final SliceStore store;
  private final RecordSearch search;
  private final StateCache cache;

  /** The last rebuild, to be moved when somebody asks for another instant. */
  private SoftReference<Fold> last = new SoftReference<>(null);

  PastTopology(SliceStore store, RecordSearch search, int cachedStates) {
    this.store = store;
    this.search = search;
    this.cache = new StateCache(cachedStates);
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
    StateCache.State state =
        cached(catalog, timeMillis).orElseGet(() -> rebuilt(catalog, slice.get(), timeMillis));
    return new PastSnapshot(state.folded(), state.commit(), timeMillis);
  }

  private Optional<StateCache.State> cached(Catalog catalog, long timeMillis) {
    return cache.find(timeMillis, catalog.root().appliedCommit());
  }

  private synchronized StateCache.State rebuilt(Catalog catalog, Slice slice, long timeMillis) {
    // Somebody else may have asked for the same instant.
    return cached(catalog, timeMillis).orElseGet(() -> rebuild(catalog, slice, timeMillis));
  }

  private StateCache.State rebuild(Catalog catalog, Slice slice, long timeMillis) {
    Slice start = catalog.start(slice);
    Fold fold = last.get();
    long until;
    if (fold != null && fold.leadsTo(start, timeMillis)) {
      until = advance(fold, catalog, start, slice, timeMillis);
    } else {
      Optional<Rewind> rewind = rewind(fold, catalog, slice, timeMillis);
      // The old one goes before a new one comes: there is never memory for both. Nor is one that
      // failed on its way back ever used again.
      last.clear();
      if (rewind.isPresent()) {
        fold.rewind(slice, rewind.get());
        until = rewind.get().untilMillis();
      } else {
        fold = null;
        fold = new Fold(store, start);
        until = advance(fold, catalog, start, slice, timeMillis);
      }
    }
    last = new SoftReference<>(fold);
    StateCache.State state =
        new StateCache.State(fold.snapshot(), fold.appliedCommit(), fold.appliedMillis(), until);
    cache.add(state);
    return state;
  }

  private static long advance(
      Fold fold, Catalog catalog, Slice start, Slice slice, long timeMillis) {
    return fold.advance(catalog.from(start, slice), timeMillis, catalog.root().appliedCommit());
  }

  private Optional<Rewind> rewind(Fold fold, Catalog catalog, Slice slice, long timeMillis) {
    return fold == null || fold.appliedMillis() <= timeMillis
        ? Optional.empty()
        : Rewind.of(store, search, catalog, slice, timeMillis, fold.appliedMillis());
  }
}
