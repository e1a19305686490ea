package io.stackstate.api.history;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.JsonBody;
import io.stackstate.api.http.JsonFields;
import io.stackstate.api.http.Routes;
import io.stackstate.api.scope.ScopedHistory;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.api.topology.Topologies;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.TopologyDiff;
import io.stackstate.stackgraph.TopologyView;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.topology.TopologySnapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What changed between two times: {@code GET /api/topology/diff}, which compares the two (UI sheet,
 * section 18.1), and {@code POST /api/topology/changes}, which tells every version between them.
 * Both may be restricted to the view of a query.
 */
public final class ChangesResource {
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 100_000;

  private final StackGraph graph;
  private final Topologies topologies;
  private final QueryGate gate;
  private final InstantSource clock;

  public ChangesResource(
      StackGraph graph, Topologies topologies, QueryGate gate, InstantSource clock) {
    this.graph = graph;
    this.topologies = topologies;
    this.gate = gate;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes.get(Permission.ACCESS_EXPLORE, "/api/topology/diff", this::diff);
    routes.post(Permission.ACCESS_EXPLORE, "/api/topology/changes", this::changes);
  }

  private Answer diff(Call call) throws InterruptedException {
    if (call.param("from").isEmpty()) {
      throw ApiException.badField("from", "nothing", "epoch milliseconds");
    }
    Interval interval = Interval.of(call, 0, clock.millis());
    Query query = QueryGate.own(call, call.param("query").orElse(""));
    return gate.run(
        call,
        OptionalLong.empty(),
        UnaryOperator.identity(),
        source -> {
          topologies.awaitHistory(interval.to(), source.deadline());
          TopologyDiff diff = difference(interval, query, source);
          return out -> HistoryWriter.writeDiff(out, diff);
        });
  }

  private TopologyDiff difference(Interval interval, Query query, QueryGate.Source source)
      throws DataUnavailableException, QueryTooLargeException, QueryTimeoutException {
    if (isEverything(query) && source.scope().isUnrestricted()) {
      return graph.diff(interval.from(), interval.to());
    }
    return graph.diff(view(interval.from(), query, source), view(interval.to(), query, source));
  }

  private TopologyView view(long timeMillis, Query query, QueryGate.Source source)
      throws DataUnavailableException, QueryTooLargeException, QueryTimeoutException {
    TopologySnapshot whole = graph.at(timeMillis);
    TopologySnapshot seen = source.scope().restrict(whole);
    if (isEverything(query)) {
      return new TopologyView(whole, seen.components());
    }
    Query restricted = source.scope().restrict(query);
    return new TopologyView(
        whole, source.engine().evaluate(restricted, seen, source.options()).components());
  }

  private static boolean isEverything(Query query) {
    return query.toString().isEmpty();
  }

  private Answer changes(Call call) throws InterruptedException {
    JsonFields body = call.body();
    Interval interval = Interval.of(body, clock.millis());
    String expected = "a whole number from 1 to " + MAX_LIMIT;
    long limit = body.whole("limit", 1, expected).orElse((long) DEFAULT_LIMIT);
    if (limit > MAX_LIMIT) {
      throw body.bad("limit", expected);
    }
    Query query = QueryGate.own(call, body.text("query").orElse(""));
    return gate.run(
        call,
        OptionalLong.empty(),
        UnaryOperator.identity(),
        source -> versions(interval, query, (int) limit, source));
  }

  private JsonBody versions(Interval interval, Query query, int limit, QueryGate.Source source)
      throws DataUnavailableException,
          QueryTooLargeException,
          QueryTimeoutException,
          Topologies.SnapshotTimeoutException,
          InterruptedException {
    topologies.awaitHistory(interval.to(), source.deadline());
    Predicate<ElementState> wanted = state -> true;
    if (!isEverything(query) || !source.scope().isUnrestricted()) {
      wanted =
          new ViewFilter(
              source.scope().restrict(query),
              source,
              view(interval.from(), query, source),
              view(interval.to(), query, source));
    }
    // One more than wanted tells whether there are more.
    List<ElementVersion> found = graph.changes(interval.from(), interval.to(), wanted, limit + 1);
    boolean complete = found.size() <= limit;
    ScopedHistory history =
        new ScopedHistory(
            source.scope(), graph, interval.from(), interval.to(), source.options().cancelled());
    List<ElementVersion> shown = history.restrict(complete ? found : found.subList(0, limit));
    return out -> HistoryWriter.writeVersions(out, interval.from(), interval.to(), shown, complete);
  }
}
