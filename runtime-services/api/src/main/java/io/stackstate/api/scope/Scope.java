package io.stackstate.api.scope;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.api.auth.Caller;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Health;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * What of the topology is there for a caller: what one of their scopes selects (query sheet,
 * section 3.2). Scopes have no functions, so whether a component is in scope depends on itself
 * alone, and can be told of any state of it. Immutable.
 */
public final class Scope {
  /** Filters load nothing, and the indexes answer them in less than the limits of any query. */
  private static final QueryEngine ENGINE =
      new QueryEngine(new QueryLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMinutes(1)));

  private static final Query EVERYTHING = everything();

  private final List<Query> queries;
  private final Query selection;

  private Scope(List<Query> queries) {
    this.queries = queries;
    this.selection = EVERYTHING.within(queries);
  }

  /** The scope of a caller. */
  public static Scope of(Caller caller) {
    return new Scope(caller.scopes());
  }

  /** Whether there is no restriction. */
  public boolean isUnrestricted() {
    return queries.isEmpty();
  }

  /** {@code (scope1 OR scope2 ...) AND (query)}; the query itself without scopes. */
  public Query restrict(Query query) {
    return query.within(queries);
  }

  /** What the caller sees of a snapshot; the snapshot itself without scopes. */
  public TopologySnapshot restrict(TopologySnapshot snapshot) {
    return isUnrestricted() ? snapshot : new ScopedSnapshot(snapshot, visible(snapshot));
  }

  /** Whether a component was in scope when it was in this state. */
  public boolean contains(ElementState.OfComponent state) {
    return isUnrestricted() || !visible(alone(state)).isEmpty();
  }

  private RoaringBitmap visible(TopologySnapshot snapshot) {
    try {
      return ENGINE.evaluate(selection, snapshot).components();
    } catch (QueryTooLargeException | QueryTimeoutException e) {
      throw new IllegalStateException("a scope passes no limit", e);
    }
  }

  /** A topology that has nothing but this component. */
  public static TopologySnapshot alone(ElementState.OfComponent state) {
    Health health = new Health(state.id(), state.health(), state.propagatedHealth());
    TopologyIndex index = new TopologyIndex();
    index.apply(
        new Commit(
            0,
            0,
            List.of(
                new Change(new ChangeKey(Aspect.COMPONENT, state.id()), json(state.component())),
                new Change(new ChangeKey(Aspect.HEALTH, state.id()), json(health)))));
    return index.snapshot();
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the model can be written", e);
    }
  }

  private static Query everything() {
    try {
      return Query.parse("");
    } catch (io.stackstate.stql.StqlParseException e) {
      throw new IllegalStateException("a blank query selects everything", e);
    }
  }
}
