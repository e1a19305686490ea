package io.stackstate.api.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.model.Json;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.PastElement;
import io.stackstate.model.notification.PastEvent;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** One snapshot of the past, asked for the elements of events. For one thread. */
final class PastTopology {
  private static final int MOST_ELEMENTS = 500;

  private final TopologySnapshot snapshot;
  private final RoaringBitmap inQuery;
  private final RoaringBitmap inView;
  private final Map<Long, Problem> problems = new HashMap<>();

  PastTopology(TopologySnapshot snapshot, PastScope scope) {
    this.snapshot = snapshot;
    this.inQuery = scope.inQuery(snapshot);
    this.inView = scope.inView(snapshot);
    snapshot.problems().stream()
        .sorted(Comparator.comparingLong(Problem::createdAt).thenComparingLong(Problem::id))
        .forEach(
            problem -> {
              problems.putIfAbsent(problem.rootCause().elementId(), problem);
              problem
                  .contributing()
                  .forEach(cause -> problems.putIfAbsent(cause.elementId(), problem));
            });
  }

  /** The event with those of its elements that are there. */
  static PastEvent event(StoredEvent event, Optional<PastTopology> topology) {
    List<PastElement> elements = new ArrayList<>();
    topology.ifPresent(
        there ->
            there.ids(event).stream()
                .limit(MOST_ELEMENTS)
                .forEach(id -> there.element(id).ifPresent(elements::add)));
    return new PastEvent(topologyEvent(event), elements);
  }

  private Set<Long> ids(StoredEvent event) {
    Set<Long> ids = new LinkedHashSet<>(event.elements());
    for (String identifier : event.elementIdentifiers()) {
      RoaringBitmap found = snapshot.components(Attribute.IDENTIFIER, identifier);
      for (IntIterator each = found.getIntIterator(); each.hasNext(); ) {
        ids.add(snapshot.componentId(each.next()));
      }
    }
    nodes(event).forEach(ids::add);
    return ids;
  }

  /** Of a problem: the scope of a handler is asked of each of its elements. */
  static List<Long> nodes(StoredEvent event) {
    List<Long> nodes = new ArrayList<>();
    if (event.typeKey().startsWith("problem") && event.data() != null) {
      try {
        JsonNode data = Json.mapper().readTree(event.data());
        data.path("nodes").forEach(node -> nodes.add(node.asLong()));
      } catch (JsonProcessingException e) {
        // An event from outside may call itself anything, and then names no nodes.
        return List.of();
      }
    }
    return nodes;
  }

  private Optional<PastElement> element(long id) {
    int component = snapshot.componentOrdinal(id);
    if (component >= 0) {
      return Optional.of(element(component, snapshot.component(component)));
    }
    int relation = snapshot.relationOrdinal(id);
    return relation < 0 ? Optional.empty() : Optional.of(element(snapshot.relation(relation)));
  }

  private PastElement element(int ordinal, Component component) {
    Problem problem = problems.get(component.id());
    return new PastElement(
        component.id(),
        false,
        component.name(),
        component.type(),
        component.layer(),
        component.domain(),
        component.environments(),
        component.labels(),
        component.identifiers(),
        snapshot.health(component.id()),
        inQuery.contains(ordinal),
        inView.contains(ordinal),
        problem == null ? null : problem.id(),
        problem == null ? null : problem.rootCause().elementId());
  }

  private PastElement element(Relation relation) {
    return new PastElement(
        relation.id(),
        true,
        relation.type(),
        relation.type(),
        null,
        null,
        null,
        null,
        null,
        snapshot.health(relation.id()),
        false,
        false,
        null,
        null);
  }

  private static TopologyEvent topologyEvent(StoredEvent event) {
    return new TopologyEvent(
        event.id(),
        event.category(),
        event.name(),
        event.description(),
        event.type(),
        event.tags(),
        event.data(),
        event.source(),
        event.sourceIdentifier(),
        event.elementIdentifiers(),
        event.sourceLinks(),
        null,
        null,
        null,
        event.eventTime(),
        event.elements());
  }
}
