package io.stackstate.api.history;

import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.topology.ElementErrors;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.change.Component;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.StackGraph;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/components/{idOrIdentifier}/history} and {@code GET /api/relations/{id}/history}:
 * all versions of one element between {@code from} and {@code to}, epoch milliseconds; without
 * them, all that is kept. Elements that are gone have a history, too.
 */
public final class ElementHistoryResource {
  private static final String AN_ID = "\\d{1,18}";

  private final StackGraph graph;
  private final Topologies topologies;
  private final Duration timeout;
  private final InstantSource clock;

  public ElementHistoryResource(
      StackGraph graph, Topologies topologies, Duration timeout, InstantSource clock) {
    this.graph = graph;
    this.topologies = topologies;
    this.timeout = timeout;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes.get("/api/components/{idOrIdentifier}/history", this::ofComponent);
    routes.get("/api/relations/{id}/history", this::ofRelation);
  }

  private Answer ofComponent(Call call) throws InterruptedException {
    String name = call.path("idOrIdentifier");
    return answer(
        call,
        interval -> {
          if (name.matches(AN_ID)) {
            Optional<Found> byId = find(Long.parseLong(name), interval, true);
            if (byId.isPresent()) {
              return byId.get();
            }
          }
          return byIdentifier(name, interval)
              .orElseThrow(() -> ElementErrors.notFound("Component", name));
        });
  }

  private Answer ofRelation(Call call) throws InterruptedException {
    String id = call.path("id");
    if (!id.matches(AN_ID)) {
      throw ApiException.badField("id", "\"" + id + "\"", "the number of a relation");
    }
    return answer(
        call,
        interval ->
            find(Long.parseLong(id), interval, false)
                .orElseThrow(() -> ElementErrors.notFound("Relation", id)));
  }

  /** A history, and the ids of others that had the same identifier. */
  private record Found(ElementHistory history, List<Long> others) {}

  @FunctionalInterface
  private interface Search {
    Found in(Interval interval) throws DataUnavailableException;
  }

  private Answer answer(Call call, Search search) throws InterruptedException {
    Interval interval = Interval.of(call, graph.availableSinceMillis(), clock.millis());
    try {
      topologies.awaitHistory(interval.to(), clock.instant().plus(timeout));
      Found found = search.in(interval);
      return Answer.stream(out -> HistoryWriter.writeHistory(out, found.history(), found.others()));
    } catch (DataUnavailableException e) {
      throw ElementErrors.unavailable(e);
    } catch (Topologies.SnapshotTimeoutException e) {
      throw ApiException.of(503, e.getMessage());
    }
  }

  private Optional<Found> find(long id, Interval interval, boolean component)
      throws DataUnavailableException {
    ElementHistory history = graph.history(id, interval.from(), interval.to());
    return history.everExisted() && isComponent(history) == component
        ? Optional.of(new Found(history, List.of()))
        : Optional.empty();
  }

  private static boolean isComponent(ElementHistory history) {
    return history
        .atStart()
        .map(ElementState.OfComponent.class::isInstance)
        .orElseGet(() -> history.versions().get(0).change().isComponent());
  }

  /** Of several that had it, the one that has it last. */
  private Optional<Found> byIdentifier(String identifier, Interval interval)
      throws DataUnavailableException {
    List<Long> ids =
        new ArrayList<>(graph.idsByIdentifier(identifier, interval.from(), interval.to()));
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    long id =
        graph
            .byIdentifier(identifier, interval.to())
            .map(Component::id)
            .orElse(ids.get(ids.size() - 1));
    ids.remove(id);
    return Optional.of(new Found(graph.history(id, interval.from(), interval.to()), ids));
  }
}
