package io.stackstate.api.scope;

import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.stackgraph.StackGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * The history of an interval as far as it is in scope. An element that enters the scope is created,
 * one that leaves it is deleted, and what it was outside of it does not exist. A relation is in
 * scope while both of its ends are. For one request and one thread.
 */
public final class ScopedHistory {
  private final Scope scope;
  private final StackGraph graph;
  private final long fromMillis;
  private final long toMillis;
  private final BooleanSupplier cancelled;
  private final Map<Long, ElementHistory> ends = new HashMap<>();

  /**
   * @param cancelled asked between look-ups; then a {@link CancellationException} ends the work
   */
  public ScopedHistory(
      Scope scope, StackGraph graph, long fromMillis, long toMillis, BooleanSupplier cancelled) {
    this.scope = scope;
    this.graph = graph;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.cancelled = cancelled;
  }

  /** The history of one element. */
  public ElementHistory of(long elementId) throws DataUnavailableException {
    ElementHistory whole = graph.history(elementId, fromMillis, toMillis);
    if (scope.isUnrestricted()) {
      return whole;
    }
    Optional<ElementState> atStart = Optional.empty();
    if (whole.atStart().isPresent() && isInScope(whole.atStart().get(), Moment.START)) {
      atStart = whole.atStart();
    }
    return new ElementHistory(elementId, fromMillis, toMillis, atStart, restrict(whole.versions()));
  }

  /** What is left of some versions; those that have both states out of scope are left out. */
  public List<ElementVersion> restrict(List<ElementVersion> versions)
      throws DataUnavailableException {
    if (scope.isUnrestricted()) {
      return versions;
    }
    List<ElementVersion> restricted = new ArrayList<>();
    for (ElementVersion version : versions) {
      ElementState before = version.change().before();
      ElementState after = version.change().after();
      before = isInScope(before, new Moment(version.commit(), false)) ? before : null;
      after = isInScope(after, new Moment(version.commit(), true)) ? after : null;
      if (before != null || after != null) {
        restricted.add(
            new ElementVersion(
                version.commit(), version.timeMillis(), new ElementChange(before, after)));
      }
    }
    return restricted;
  }

  /**
   * Just before a commit, or just after it.
   *
   * @param commit its number
   */
  private record Moment(long commit, boolean after) {
    /** That of the state at the start of an interval. */
    static final Moment START = new Moment(-1, true);

    boolean follows(ElementVersion version) {
      return version.commit() < commit || after && version.commit() == commit;
    }
  }

  private boolean isInScope(ElementState state, Moment moment) throws DataUnavailableException {
    if (state instanceof ElementState.OfRelation of) {
      return isEndInScope(of.relation().source(), moment)
          && isEndInScope(of.relation().target(), moment);
    }
    return state != null && scope.contains((ElementState.OfComponent) state);
  }

  private boolean isEndInScope(long component, Moment moment) throws DataUnavailableException {
    ElementHistory history = ends.get(component);
    if (history == null) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("no time is left");
      }
      history = graph.history(component, fromMillis, toMillis);
      ends.put(component, history);
    }
    ElementState state = history.atStart().orElse(null);
    for (ElementVersion version : history.versions()) {
      if (!moment.follows(version)) {
        break;
      }
      state = version.change().after();
    }
    return state instanceof ElementState.OfComponent end && scope.contains(end);
  }
}
