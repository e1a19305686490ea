package io.stackstate.api.events;

import io.stackstate.api.cause.CauseTree;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.scope.Scope;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.api.topology.Relations;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.change.Component;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryLimits;
import io.stackstate.stql.QueryOptions;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.telemetry.event.EventFilter.Elements;
import io.stackstate.topology.TopologySnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The topology at the play-head as the caller sees it, and the elements that a query selects there:
 * only what existed then has events (query sheet, section 4.2). Thread-safe.
 */
final class EventTopology {
  private final Topologies topologies;
  private final QueryLimits limits;
  private final QueryEngine engine;
  private final InstantSource clock;

  EventTopology(Topologies topologies, QueryLimits limits, InstantSource clock) {
    this.topologies = topologies;
    this.limits = limits;
    this.engine = new QueryEngine(limits);
    this.clock = clock;
  }

  /** The snapshot of an instant, in the caller's scopes; empty is now. */
  TopologySnapshot at(Call call, OptionalLong playHead) throws InterruptedException {
    Scope scope = Scope.of(call.caller());
    if (playHead.isEmpty()) {
      return scope.restrict(topologies.now());
    }
    try {
      Instant deadline = clock.instant().plus(limits.timeout());
      return scope.restrict(topologies.at(playHead.getAsLong(), deadline));
    } catch (DataUnavailableException e) {
      throw ApiException.of(
          400,
          "%s: found %d, expected a time from %d on, since when history is kept"
              .formatted(
                  EventRequest.PLAY_HEAD, e.unavailableAtMillis(), e.availableSinceMillis()));
    } catch (Topologies.SnapshotTimeoutException e) {
      throw ApiException.of(503, e.getMessage());
    }
  }

  /**
   * Components that a query selects, with what is meant beside these, and the relations among them.
   *
   * @throws TopologyOverflowException when they are too many
   */
  Elements select(Call call, EventRequest request, TopologySnapshot snapshot)
      throws TopologyOverflowException {
    Query query = QueryGate.own(call, request.query());
    RoaringBitmap selected;
    try {
      QueryOptions options = QueryOptions.NONE.cancelledBy(call::isCancelled);
      selected = engine.evaluate(query, snapshot, options).components();
    } catch (QueryTooLargeException e) {
      throw new TopologyOverflowException(e.limit());
    } catch (QueryTimeoutException e) {
      throw ApiException.of(503, "the query took longer than " + limits.timeout());
    }
    RoaringBitmap components = CauseTree.of(snapshot, selected, request.causes()).clone();
    if (request.connected()) {
      components.or(withNeighbours(selected, snapshot));
    }
    // Walking passes out of the caller's scopes.
    components.and(snapshot.components());
    if (components.getCardinality() > limits.maxResultElements()) {
      throw new TopologyOverflowException(limits.maxResultElements());
    }
    return elements(components, snapshot);
  }

  private static RoaringBitmap withNeighbours(RoaringBitmap components, TopologySnapshot snapshot) {
    RoaringBitmap all = components.clone();
    TopologySnapshot.RelationVisitor add = (relation, neighbour, direction) -> all.add(neighbour);
    for (IntIterator i = components.getIntIterator(); i.hasNext(); ) {
      int component = i.next();
      snapshot.forEachOutgoing(component, add);
      snapshot.forEachIncoming(component, add);
    }
    return all;
  }

  private static Elements elements(RoaringBitmap components, TopologySnapshot snapshot) {
    List<Long> ids = new ArrayList<>();
    Set<String> identifiers = new LinkedHashSet<>();
    for (IntIterator i = components.getIntIterator(); i.hasNext(); ) {
      Component component = snapshot.component(i.next());
      ids.add(component.id());
      identifiers.addAll(component.identifiers());
    }
    for (IntIterator i = Relations.among(components, snapshot).getIntIterator(); i.hasNext(); ) {
      ids.add(snapshot.relationId(i.next()));
    }
    return new Elements(ids, List.copyOf(identifiers));
  }
}
