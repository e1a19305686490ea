package io.stackstate.api.history;

import io.stackstate.api.auth.Permission;
import io.stackstate.api.http.Answer;
import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import io.stackstate.api.http.Routes;
import io.stackstate.api.scope.Scope;
import io.stackstate.api.scope.ScopedHistory;
import io.stackstate.api.topology.ElementErrors;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.ElementId;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stackgraph.ElementHistory;
import io.stackstate.stackgraph.ElementState;
import io.stackstate.stackgraph.StackGraph;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * {@code GET /api/components/{idOrIdentifier}/history} and {@code GET /api/relations/{id}/history}:
 * all versions of one element between {@code from} and {@code to}, epoch milliseconds; without
 * them, all that is kept. Elements that are gone have a history, too. The streams and checks that
 * people gave the element are in it.
 */
public final class ElementHistoryResource {
  private final StackGraph graph;
  private final LongFunction<List<GivenVersion>> given;
  private final Topologies topologies;
  private final Duration timeout;
  private final InstantSource clock;

  /**
   * @param given what people gave an element: all versions that are kept, the oldest first
   */
  public ElementHistoryResource(
      StackGraph graph,
      LongFunction<List<GivenVersion>> given,
      Topologies topologies,
      Duration timeout,
      InstantSource clock) {
    this.graph = graph;
    this.given = given;
    this.topologies = topologies;
    this.timeout = timeout;
    this.clock = clock;
  }

  public void bind(Routes routes) {
    routes.get(
        Permission.ACCESS_EXPLORE, "/api/components/{idOrIdentifier}/history", this::ofComponent);
    routes.get(Permission.ACCESS_EXPLORE, "/api/relations/{id}/history", this::ofRelation);
  }

  private Answer ofComponent(Call call) throws InterruptedException {
    String name = call.path("idOrIdentifier");
    OptionalLong id = ElementId.parse(name);
    return answer(
        call,
        (histories, interval) -> {
          if (id.isPresent()) {
            Optional<Found> byId = find(id.getAsLong(), histories, true);
            if (byId.isPresent()) {
              return byId.get();
            }
          }
          return byIdentifier(name, histories, interval)
              .orElseThrow(() -> ElementErrors.notFound("Component", name));
        });
  }

  private Answer ofRelation(Call call) throws InterruptedException {
    String text = call.path("id");
    long id =
        ElementId.parse(text)
            .orElseThrow(
                () -> ApiException.badField("id", "\"" + text + "\"", "the number of a relation"));
    return answer(
        call,
        (histories, interval) ->
            find(id, histories, false).orElseThrow(() -> ElementErrors.notFound("Relation", text)));
  }

  /** A history, and the ids of others that had the same identifier. */
  private record Found(ElementHistory history, List<Long> others) {}

  @FunctionalInterface
  private interface Search {
    Found in(ScopedHistory histories, Interval interval) throws DataUnavailableException;
  }

  private Answer answer(Call call, Search search) throws InterruptedException {
    Interval interval = Interval.of(call, graph.availableSinceMillis(), clock.millis());
    Instant deadline = clock.instant().plus(timeout);
    ScopedHistory histories =
        new ScopedHistory(
            Scope.of(call.caller()),
            graph,
            interval.from(),
            interval.to(),
            () -> call.isCancelled() || !clock.instant().isBefore(deadline));
    try {
      topologies.awaitHistory(interval.to(), deadline);
      Found found = search.in(histories, interval);
      ElementHistory history =
          GivenHistory.merge(found.history(), given.apply(found.history().elementId()));
      return Answer.stream(out -> HistoryWriter.writeHistory(out, history, found.others()));
    } catch (DataUnavailableException e) {
      throw ElementErrors.unavailable(e);
    } catch (Topologies.SnapshotTimeoutException | CancellationException e) {
      throw ApiException.of(503, e.getMessage());
    }
  }

  private static Optional<Found> find(long id, ScopedHistory histories, boolean component)
      throws DataUnavailableException {
    ElementHistory history = histories.of(id);
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

  /** Of several that had it while they were in scope, the one that has it last. */
  private Optional<Found> byIdentifier(
      String identifier, ScopedHistory histories, Interval interval)
      throws DataUnavailableException {
    List<ElementHistory> found = new ArrayList<>();
    for (long id : graph.idsByIdentifier(identifier, interval.from(), interval.to())) {
      ElementHistory history = histories.of(id);
      if (states(history).anyMatch(state -> has(state, identifier))) {
        found.add(history);
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ElementHistory last =
        found.stream()
            .filter(history -> history.atEnd().filter(state -> has(state, identifier)).isPresent())
            .findFirst()
            .orElse(found.get(found.size() - 1));
    List<Long> others =
        found.stream().filter(history -> history != last).map(ElementHistory::elementId).toList();
    return Optional.of(new Found(last, others));
  }

  private static Stream<ElementState> states(ElementHistory history) {
    return Stream.concat(
        history.atStart().stream(),
        history.versions().stream()
            .map(version -> version.change().after())
            .filter(Objects::nonNull));
  }

  private static boolean has(ElementState state, String identifier) {
    return state instanceof ElementState.OfComponent of
        && of.component().identifiers().contains(identifier);
  }
}
