package io.stackstate.stackgraph.history;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The root and the slices that are kept, as of one transaction. Immutable. */
record Catalog(Root root, NavigableMap<Integer, Slice> slices) {

  Catalog with(Root newRoot, Slice slice) {
    NavigableMap<Integer, Slice> changed = new TreeMap<>(slices);
    changed.put(slice.number(), slice);
    return new Catalog(newRoot, changed);
  }

  Catalog with(Root newRoot) {
    return new Catalog(newRoot, slices);
  }

  Catalog expired(Root newRoot) {
    return new Catalog(newRoot, new TreeMap<>(slices.tailMap(newRoot.firstSlice(), true)));
  }

  /** The slice that is written to. */
  Optional<Slice> newest() {
    return Optional.ofNullable(slices.lastEntry()).map(e -> e.getValue());
  }

  /** The slice from which the state at an instant can be rebuilt; empty before the first. */
  Optional<Slice> at(long timeMillis) {
    return slices.descendingMap().values().stream()
        .filter(slice -> slice.sinceMillis() <= timeMillis)
        .findFirst();
  }

  /** The newest slice, not after the given one, that has a base to start from. */
  Slice start(Slice slice) {
    return slices.headMap(slice.number(), true).descendingMap().values().stream()
        .filter(Slice::hasBase)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no slice has a base"));
  }

  /** The oldest slice that has no base yet; the one before it has. */
  Optional<Slice> withoutBase() {
    return slices.values().stream().filter(slice -> !slice.hasBase()).findFirst();
  }

  /** The oldest slice whose journal does not grow any more but has no index yet. */
  Optional<Slice> withoutJournalIndex() {
    return slices.values().stream()
        .filter(slice -> slice.number() < root.lastSlice())
        .filter(slice -> slice.journalParts() > 0 && slice.journalIndexChunks() == 0)
        .findFirst();
  }

  /** The oldest slice whose base has lost its index. */
  Optional<Slice> withoutBaseIndex() {
    return slices.values().stream()
        .filter(slice -> slice.baseChunks() > 0 && slice.baseIndexChunks() == 0)
        .findFirst();
  }

  /** The slices whose pieces are all in runs, and may go. */
  List<Slice> withSealedPieces() {
    return slices.values().stream()
        .filter(slice -> slice.number() < root.lastSlice())
        .filter(s -> s.sealedChunks() > 0 && s.sealedChunks() == s.journalChunks())
        .toList();
  }

  /**
   * The slices that say what was at the first instant and happened up to the second; the oldest of
   * them has a base. Empty when there was nothing up to the second.
   */
  List<Slice> span(long fromMillis, long toMillis) {
    Optional<Slice> last = at(toMillis);
    if (last.isEmpty()) {
      return List.of();
    }
    Slice first = at(fromMillis).orElseGet(() -> slices.firstEntry().getValue());
    return List.copyOf(from(start(first), last.get()));
  }

  Collection<Slice> from(Slice first, Slice last) {
    return slices.subMap(first.number(), true, last.number(), true).values();
  }
}
