package io.stackstate.stackgraph.history;

import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.lang.ref.SoftReference;
import java.util.Optional;

/**
 * Rebuilds the topology of an instant: the base of its slice and the changes up to it. Thread-safe;
 * one rebuild at a time, because each is bounded by the processor.
 */
final class PastTopology {
  private final SliceStore store;
  private final StateCache cache;

  /** The last rebuild, to be moved on when somebody asks for a later instant. */
  private SoftReference<Fold> last = new SoftReference<>(null);

  PastTopology(SliceStore store, int cachedStates) {
    this.store = store;
    this.cache = new StateCache(cachedStates);
  }

  /**
   * @param catalog as of now; its slices must not be removed while this works
   * @param timeMillis not before the epoch
   */
  synchronized TopologySnapshot at(Catalog catalog, long timeMillis) {
    Optional<Slice> slice = catalog.at(timeMillis);
    if (slice.isEmpty()) {
      return new PastSnapshot(new TopologyIndex().snapshot(), -1, timeMillis);
    }
    StateCache.State state =
        cache
            .find(timeMillis, catalog.root().appliedCommit())
            .orElseGet(() -> rebuild(catalog, slice.get(), timeMillis));
    return new PastSnapshot(state.folded(), state.commit(), timeMillis);
  }

  private StateCache.State rebuild(Catalog catalog, Slice slice, long timeMillis) {
    Slice start = catalog.start(slice);
    Fold fold = last.get();
    if (fold == null || !fold.leadsTo(start, timeMillis)) {
      // The old one goes before the new one comes: there is never memory for both.
      last.clear();
      fold = new Fold(store, start);
    }
    last = new SoftReference<>(fold);
    long until =
        fold.advance(catalog.from(start, slice), timeMillis, catalog.root().appliedCommit());
    StateCache.State state =
        new StateCache.State(fold.snapshot(), fold.appliedCommit(), fold.appliedMillis(), until);
    cache.add(state);
    return state;
  }
}
