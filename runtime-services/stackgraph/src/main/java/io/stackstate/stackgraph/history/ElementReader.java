package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.LongHashSet;
import io.stackstate.model.change.Component;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Single elements in the past, read from those pieces of history that say something about them.
 * Thread-safe. The contracts are those of {@code StackGraph}.
 */
public final class ElementReader {
  private final History history;

  public ElementReader(History history) {
    this.history = history;
  }

  public Optional<ElementState> at(long id, long timeMillis) throws DataUnavailableException {
    return history.reading(
        timeMillis,
        catalog ->
            Optional.ofNullable(
                    history.search().states(catalog, LongHashSet.from(id), timeMillis).get(id))
                .flatMap(ElementRecords::state));
  }

  public Optional<Component> byIdentifier(String identifier, long timeMillis)
      throws DataUnavailableException {
    return history.reading(
        timeMillis,
        catalog -> {
          LongHashSet candidates = candidates(catalog, identifier, timeMillis, timeMillis);
          Map<Long, ElementRecords> states =
              history.search().states(catalog, candidates, timeMillis);
          return states.keySet().stream()
              .sorted()
              .map(states::get)
              .filter(records -> records.hasIdentifier(identifier))
              .findFirst()
              .flatMap(ElementRecords::state)
              .map(state -> ((ElementState.OfComponent) state).component());
        });
  }

  public List<Long> idsByIdentifier(String identifier, long fromMillis, long toMillis)
      throws DataUnavailableException {
    requireOrder(fromMillis, toMillis);
    return history.reading(
        fromMillis,
        catalog ->
            LongStream.of(candidates(catalog, identifier, fromMillis, toMillis).toArray())
                .filter(id -> had(history(catalog, id, fromMillis, toMillis), identifier))
                .sorted()
                .boxed()
                .toList());
  }

  public ElementHistory history(long id, long fromMillis, long toMillis)
      throws DataUnavailableException {
    requireOrder(fromMillis, toMillis);
    return history.reading(fromMillis, catalog -> history(catalog, id, fromMillis, toMillis));
  }

  private ElementHistory history(Catalog catalog, long id, long fromMillis, long toMillis) {
    VersionCollector versions = new VersionCollector(id, fromMillis, toMillis);
    history
        .search()
        .visit(
            catalog,
            fromMillis,
            toMillis,
            RecordSearch.Wanted.elements(LongHashSet.from(id)),
            versions);
    return versions.finish();
  }

  /** Components that may have had the identifier in the interval, and all that did. */
  private LongHashSet candidates(
      Catalog catalog, String identifier, long fromMillis, long toMillis) {
    LongHashSet ids = new LongHashSet();
    history
        .search()
        .visit(
            catalog,
            fromMillis,
            toMillis,
            RecordSearch.Wanted.identifier(identifier),
            (commit, time, change) -> {
              if (!change.isDelete()
                  && Fingerprints.identifiers(change.value()).contains(identifier)) {
                ids.add(change.key().id());
              }
            });
    return ids;
  }

  private static boolean had(ElementHistory history, String identifier) {
    List<ElementState> states = new ArrayList<>();
    history.atStart().ifPresent(states::add);
    history.versions().forEach(version -> states.add(version.change().newest()));
    return states.stream()
        .anyMatch(
            state ->
                state instanceof ElementState.OfComponent c
                    && c.component().identifiers().contains(identifier));
  }

  static void requireOrder(long fromMillis, long toMillis) {
    if (toMillis < fromMillis) {
      throw new IllegalArgumentException(
          "toMillis: found " + toMillis + ", expected at least fromMillis, " + fromMillis);
    }
  }
}
