package io.stackstate.api.history;

import io.stackstate.api.scope.Scope;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.TopologyView;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * Whether an element belonged to the view of a query at some time of an interval: a component that
 * the query selects at one of the ends, or by itself in the state in question, so that one that
 * came and went between is seen, too; a relation when both of its ends do. By itself means without
 * its neighbours: a query with functions sees such a component only as far as its filters do. For
 * one thread and one request.
 */
final class ViewFilter implements Predicate<ElementState> {
  private final Query query;
  private final QueryGate.Source source;
  private final TopologyView before;
  private final TopologyView after;

  /** Components that are in neither view, and whether some state of theirs was selected. */
  private final Map<Long, Boolean> passing = new HashMap<>();

  ViewFilter(Query query, QueryGate.Source source, TopologyView before, TopologyView after) {
    this.query = query;
    this.source = source;
    this.before = before;
    this.after = after;
  }

  @Override
  public boolean test(ElementState state) {
    if (source.options().cancelled().getAsBoolean()) {
      throw new CancellationException("no time is left");
    }
    if (state instanceof ElementState.OfRelation of) {
      return contains(of.relation().source()) && contains(of.relation().target());
    }
    return inView(state.id()) || selectedByItself((ElementState.OfComponent) state);
  }

  private boolean contains(long component) {
    return inView(component) || passing.getOrDefault(component, false);
  }

  private boolean inView(long component) {
    return before.contains(component) || after.contains(component);
  }

  private boolean selectedByItself(ElementState.OfComponent state) {
    boolean selected = count(state) > 0;
    passing.merge(state.id(), selected, Boolean::logicalOr);
    return selected;
  }

  private long count(ElementState.OfComponent state) {
    try {
      return source.engine().count(query, Scope.alone(state), source.options());
    } catch (QueryTooLargeException | QueryTimeoutException e) {
      throw new IllegalStateException("one component passes no limit", e);
    }
  }
}
