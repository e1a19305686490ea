package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Finds the records of some elements, without reading those pieces that have none. Thread-safe. */
final class RecordSearch {
  private final SliceStore store;
  private final PieceIndex index;

  RecordSearch(SliceStore store, PieceIndex index) {
    this.store = store;
    this.index = index;
  }

  /** What is looked for: the fingerprints by which pieces are found, and the records in them. */
  record Wanted(IntHashSet fingerprints, RecordFilter filter) {

    static Wanted elements(LongHashSet ids) {
      IntHashSet fingerprints = new IntHashSet(ids.size());
      for (LongCursor id : ids) {
        fingerprints.add(Fingerprints.of(id.value));
      }
      return new Wanted(fingerprints, RecordFilter.elements(ids));
    }

    /** The component records in all pieces where some component has the identifier. */
    static Wanted identifier(String identifier) {
      return new Wanted(
          IntHashSet.from(Fingerprints.of(identifier)), RecordFilter.aspect(Aspect.COMPONENT));
    }
  }

  /**
   * Visits what a span says, the base of its oldest slice first, up to an instant and to the newest
   * commit of the catalogue.
   */
  void visit(
      Catalog catalog, long fromMillis, long toMillis, Wanted wanted, CommitCodec.Visitor visitor) {
    List<Slice> span = catalog.span(fromMillis, toMillis);
    if (span.isEmpty()) {
      return;
    }
    Slice start = span.get(0);
    visit(
        index.basePieces(start, wanted.fingerprints()),
        (piece, sink) ->
            store.forEach(start.number(), SliceStore.Kind.BASE, piece, wanted.filter(), sink),
        visitor);
    long newest = catalog.root().appliedCommit();
    for (Slice slice : span) {
      visit(
          index.journalParts(slice, wanted.fingerprints()),
          (part, sink) -> store.forEachInJournal(slice, part, wanted.filter(), sink),
          (commit, timeMillis, change) -> {
            if (timeMillis <= toMillis && commit <= newest) {
              visitor.visit(commit, timeMillis, change);
            }
          });
    }
  }

  /** A record that was found. */
  private record Found(long commit, long timeMillis, Change change) {}

  /** Passes the wanted records of a piece on. */
  private interface Source {
    void read(int piece, CommitCodec.Visitor sink);
  }

  /** Visits the records of pieces in order, which other threads read ahead. */
  private static void visit(int[] pieces, Source source, CommitCodec.Visitor visitor) {
    IntFunction<List<Found>> reader =
        i -> {
          List<Found> found = new ArrayList<>();
          source.read(
              pieces[i], (commit, time, change) -> found.add(new Found(commit, time, change)));
          return found;
        };
    try (Parts<List<Found>> parts = new Parts<>(reader, 0, pieces.length)) {
      while (parts.hasNext()) {
        parts.next().forEach(f -> visitor.visit(f.commit(), f.timeMillis(), f.change()));
      }
    }
  }

  /** The records at an instant of those of the elements that have some. */
  Map<Long, ElementRecords> states(Catalog catalog, LongHashSet ids, long timeMillis) {
    Map<Long, ElementRecords> states = new HashMap<>();
    visit(
        catalog,
        timeMillis,
        timeMillis,
        Wanted.elements(ids),
        (commit, time, change) -> apply(states, change));
    return states;
  }

  static void apply(Map<Long, ElementRecords> states, Change change) {
    states.computeIfAbsent(change.key().id(), id -> new ElementRecords()).apply(change);
  }
}
