package io.stackstate.stackgraph.history;

import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

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

  /** States with at most so many regular distances between them have none missing. */
  private static final int CHAIN_GAPS = 2;

  /** How long maintenance gives way before it does one more piece of its work. */
  private static final long LONGEST_WAY_MILLIS = 1_000;

  private final SliceStore store;
  private final RecordSearch search;
  private final StateCache cache;

  /** How many questions wait for a rebuild; guarded by itself where it becomes none. */
  private final AtomicInteger waiting = new AtomicInteger();

  private final LongConsumer afterRebuild;

  /**
   * @param afterRebuild is told the instant of each question for which something had to be rebuilt
   */
  PastTopology(SliceStore store, RecordSearch search, long cacheBytes, LongConsumer afterRebuild) {
    this.store = store;
    this.search = search;
    this.afterRebuild = afterRebuild;
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

  private PastState rebuilt(Catalog catalog, Slice slice, long timeMillis) {
    waiting.incrementAndGet();
    PastState state;
    try {
      state = alone(catalog, slice, timeMillis);
    } finally {
      leave();
    }
    afterRebuild.accept(timeMillis);
    return state;
  }

  private synchronized PastState alone(Catalog catalog, Slice slice, long timeMillis) {
    // Somebody else may have asked for the same instant.
    return cached(catalog, timeMillis).orElseGet(() -> rebuild(catalog, slice, timeMillis));
  }

  /**
   * Goes on from the states that are kept around an instant, and keeps more at regular distances:
   * until the present, until {@code goesOn} says no or a question waits for a rebuild, and never
   * more than half of the memory for them. Keeps no question waiting.
   *
   * @param catalog as of now; its slices must not be removed while this works
   */
  void keepAhead(Catalog catalog, long timeMillis, BooleanSupplier goesOn) {
    catalog.at(timeMillis).ifPresent(slice -> keepAhead(catalog, slice, timeMillis, goesOn));
  }

  private void keepAhead(Catalog catalog, Slice slice, long timeMillis, BooleanSupplier goesOn) {
    long spacing = spacing(catalog.start(slice));
    Optional<PastState> last =
        cache
            .before(timeMillis, slice.previousCommit())
            .filter(state -> state.slice() >= catalog.root().firstSlice())
            .map(state -> cache.lastOfChain(state, CHAIN_GAPS * spacing));
    last.filter(state -> state.commit() < catalog.root().appliedCommit())
        .ifPresent(
            state -> {
              Ahead ahead = new Ahead(cache, spacing, () -> goesOn.getAsBoolean() && isIdle());
              long newest = catalog.root().appliedCommit();
              Fold.Goal goal = new Fold.Goal(Long.MAX_VALUE, newest, spacing, ahead);
              Slice first = catalog.slices().get(state.slice());
              ahead.end(
                  Fold.of(store, state)
                      .advance(catalog.from(first, catalog.newest().orElseThrow()), goal));
            });
  }

  /**
   * Makes the first question cost less, unless one comes meanwhile.
   *
   * @param catalog as of now; its slices must not be removed while this works
   * @return whether there is so much history that it is worth while
   */
  boolean rehearse(Catalog catalog, BooleanSupplier goesOn) {
    return Rehearsal.run(store, catalog, () -> goesOn.getAsBoolean() && isIdle());
  }

  private boolean isIdle() {
    return waiting.get() == 0;
  }

  private void leave() {
    synchronized (waiting) {
      if (waiting.decrementAndGet() == 0) {
        waiting.notifyAll();
      }
    }
  }

  /**
   * Gives way to questions that wait for a rebuild, for a while: what can be done later should not
   * compete with somebody who waits. Returns at once when there are none, or when interrupted.
   */
  void giveWay() {
    if (isIdle()) {
      return;
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAY_MILLIS);
    synchronized (waiting) {
      try {
        long left = end - System.nanoTime();
        while (!isIdle() && left > 0) {
          TimeUnit.NANOSECONDS.timedWait(waiting, left);
          left = end - System.nanoTime();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long spacing(Slice start) {
    return Math.max(LEAST_SPACING, start.baseRecords() / STATES_PER_ELEMENTS);
  }

  private PastState rebuild(Catalog catalog, Slice slice, long timeMillis) {
    Slice start = catalog.start(slice);
    // The numbers of commits count records, so this is about how far back it is worth while to
    // begin instead of with a base; but not where slices are gone.
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
    Fold.Goal goal =
        new Fold.Goal(
            timeMillis,
            catalog.root().appliedCommit(),
            spacing(start),
            passed -> {
              cache.add(passed);
              return true;
            });
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
