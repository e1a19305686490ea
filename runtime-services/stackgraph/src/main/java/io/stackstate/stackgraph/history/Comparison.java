package io.stackstate.stackgraph.history;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.stackgraph.TopologyDiff;
import io.stackstate.stackgraph.TopologyView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What changed between two instants, for the elements alone that commits between them wrote.
 * Thread-safe. The contracts are those of {@code StackGraph}.
 */
public final class Comparison {
  private final History history;

  public Comparison(History history) {
    this.history = history;
  }

  public TopologyDiff diff(long fromMillis, long toMillis) throws DataUnavailableException {
    ElementReader.requireOrder(fromMillis, toMillis);
    List<ElementChange> changes =
        history.reading(fromMillis, catalog -> differences(catalog, fromMillis, toMillis));
    return diff(fromMillis, toMillis, changes);
  }

  private List<ElementChange> differences(Catalog catalog, long fromMillis, long toMillis) {
    Map<ChangeKey, Change> net = between(catalog, fromMillis, toMillis).net();
    LongHashSet ids = new LongHashSet(net.size());
    net.keySet().forEach(key -> ids.add(key.id()));
    Map<Long, ElementRecords> before = history.search().states(catalog, ids, fromMillis);
    Map<Long, ElementRecords> after = new HashMap<>();
    before.forEach((id, records) -> after.put(id, records.copy()));
    net.values().forEach(change -> RecordSearch.apply(after, change));
    ElementRecords nothing = new ElementRecords();
    return changed(after.keySet(), id -> change(before.getOrDefault(id, nothing), after.get(id)));
  }

  /** Decoding the records of many elements takes most of the time, so all processors do it. */
  private static List<ElementChange> changed(
      Collection<Long> ids, Function<Long, Optional<ElementChange>> change) {
    return new ArrayList<>(ids.parallelStream().map(change).flatMap(Optional::stream).toList());
  }

  private static Optional<ElementChange> change(ElementRecords before, ElementRecords after) {
    if (before.sameAs(after)) {
      return Optional.empty();
    }
    Optional<ElementState> old = before.state();
    return change(old.orElse(null), after.stateAfter(before, old).orElse(null));
  }

  private static Optional<ElementChange> change(ElementState before, ElementState after) {
    return Objects.equals(before, after)
        ? Optional.empty()
        : Optional.of(new ElementChange(before, after));
  }

  public TopologyDiff diff(TopologyView before, TopologyView after)
      throws DataUnavailableException {
    long fromMillis = before.snapshot().timeMillis();
    long toMillis = after.snapshot().timeMillis();
    ElementReader.requireOrder(fromMillis, toMillis);
    LongHashSet written =
        history.reading(fromMillis, catalog -> between(catalog, fromMillis, toMillis).ids());
    ViewStates from = new ViewStates(before);
    ViewStates to = new ViewStates(after);
    TreeSet<Long> candidates = new TreeSet<>();
    for (LongCursor id : written) {
      candidates.add(id.value);
    }
    from.addLeaving(after, candidates);
    to.addLeaving(before, candidates);
    return diff(
        fromMillis, toMillis, changed(candidates, id -> change(from.state(id), to.state(id))));
  }

  public List<ElementVersion> changes(
      long fromMillis, long toMillis, Predicate<ElementState> wanted, int limit)
      throws DataUnavailableException {
    ElementReader.requireOrder(fromMillis, toMillis);
    return history.reading(
        fromMillis,
        catalog -> {
          ChangesBetween between = between(catalog, fromMillis, toMillis);
          Map<Long, ElementRecords> states =
              history.search().states(catalog, between.ids(), fromMillis);
          List<ElementVersion> versions = new ArrayList<>();
          between.forEach(
              commit -> {
                addVersions(commit, states, wanted, versions);
                return versions.size() < limit;
              });
          return List.copyOf(versions.subList(0, Math.min(limit, versions.size())));
        });
  }

  private static void addVersions(
      Commit commit,
      Map<Long, ElementRecords> states,
      Predicate<ElementState> wanted,
      List<ElementVersion> versions) {
    Map<Long, ElementRecords> before = new HashMap<>();
    for (Change change : commit.changes()) {
      long id = change.key().id();
      ElementRecords known = states.get(id);
      before.putIfAbsent(id, known == null ? new ElementRecords() : known.copy());
      RecordSearch.apply(states, change);
    }
    List<ElementChange> changes = new ArrayList<>();
    before.forEach((id, records) -> change(records, states.get(id)).ifPresent(changes::add));
    changes.stream()
        .filter(
            change ->
                change.before() != null && wanted.test(change.before())
                    || change.after() != null && wanted.test(change.after()))
        .sorted(Comparator.comparingLong(ElementChange::id))
        .map(change -> new ElementVersion(commit.number(), commit.timeMillis(), change))
        .forEach(versions::add);
  }

  private ChangesBetween between(Catalog catalog, long fromMillis, long toMillis) {
    return new ChangesBetween(history.store(), catalog, fromMillis, toMillis);
  }

  private static TopologyDiff diff(long fromMillis, long toMillis, List<ElementChange> changes) {
    changes.sort(Comparator.comparingLong(ElementChange::id));
    return new TopologyDiff(
        fromMillis,
        toMillis,
        changes.stream().filter(ElementChange::isComponent).toList(),
        changes.stream().filter(change -> !change.isComponent()).toList());
  }
}
