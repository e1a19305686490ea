package io.stackstate.stackgraph.history;

import io.stackstate.topology.ParsedCommit;
import io.stackstate.topology.TopologyIndex;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Does a small part of what the first question about the past will need, and forgets it: two thirds
 * of the time of that question go into code that was not used before.
 */
final class Rehearsal {
  /** With fewer records the first question is fast enough. */
  private static final long WORTHWHILE_RECORDS = 50_000;

  /** About so many pieces are read, from all parts of the base: it is sorted by aspect. */
  private static final int PIECES = 192;

  private static final int RUNS = 4;

  private Rehearsal() {}

  /**
   * @param catalog as of now; its slices must not be removed while this works
   * @param goesOn asked again and again; when it says no, this ends
   * @return whether there was enough to begin with
   */
  static boolean run(SliceStore store, Catalog catalog, BooleanSupplier goesOn) {
    Optional<Slice> base =
        catalog
            .newest()
            .map(catalog::start)
            .filter(start -> start.baseRecords() >= WORTHWHILE_RECORDS);
    base.ifPresent(
        start -> {
          fold(store, start, goesOn);
          readJournal(store, start, goesOn);
        });
    return base.isPresent();
  }

  private static void fold(SliceStore store, Slice base, BooleanSupplier goesOn) {
    TopologyIndex index = new TopologyIndex();
    int step = Math.max(1, base.baseChunks() / PIECES);
    for (int piece = 0; piece < base.baseChunks() && goesOn.getAsBoolean(); piece += step) {
      List<ParsedCommit> parsed =
          ParsedCommit.of(store.chunk(base.number(), SliceStore.Kind.BASE, piece));
      parsed.forEach(index::apply);
      // And again, as changes of elements that are there.
      parsed.forEach(index::apply);
    }
    index.snapshot();
  }

  private static void readJournal(SliceStore store, Slice slice, BooleanSupplier goesOn) {
    for (int run = 0; run < Math.min(RUNS, slice.runs()) && goesOn.getAsBoolean(); run++) {
      store.forEachInJournal(slice, run, RecordFilter.ALL, (commit, time, change) -> {});
    }
  }
}
