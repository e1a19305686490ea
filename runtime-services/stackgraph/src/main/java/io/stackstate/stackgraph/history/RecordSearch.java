package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the records of some elements, without reading those pieces that have none. Thread-safe. */
final class RecordSearch {
  private final SliceStore store;
  private final PieceIndex index;

  RecordSearch(SliceStore store, PieceIndex index) {
    this.store = store;
    this.index = index;
  }

  /** What is looked for: the fingerprints by which pieces are found, and the records in them. */
  record Wanted(IntHashSet fingerprints, CommitCodec.KeyFilter filter) {

    static Wanted elements(LongHashSet ids) {
      IntHashSet fingerprints = new IntHashSet(ids.size());
      for (LongCursor id : ids) {
        fingerprints.add(Fingerprints.of(id.value));
      }
      return new Wanted(fingerprints, (aspect, id) -> aspect != Aspect.PROBLEM && ids.contains(id));
    }

    /** The component records in all pieces where some component has the identifier. */
    static Wanted identifier(String identifier) {
      return new Wanted(
          IntHashSet.from(Fingerprints.of(identifier)), (aspect, id) -> aspect == Aspect.COMPONENT);
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
    for (int piece : index.basePieces(start, wanted.fingerprints())) {
      store.forEach(start.number(), SliceStore.Kind.BASE, piece, wanted.filter(), visitor);
    }
    long newest = catalog.root().appliedCommit();
    for (Slice slice : span) {
      for (int piece : index.journalPieces(slice, wanted.fingerprints())) {
        store.forEach(
            slice.number(),
            SliceStore.Kind.JOURNAL,
            piece,
            wanted.filter(),
            (commit, timeMillis, change) -> {
              if (timeMillis <= toMillis && commit <= newest) {
                visitor.visit(commit, timeMillis, change);
              }
            });
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
