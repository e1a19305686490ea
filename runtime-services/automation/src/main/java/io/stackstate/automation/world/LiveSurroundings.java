package io.stackstate.automation.world;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.handler.Silence;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryEngine;
import io.stackstate.stql.QueryTimeoutException;
import io.stackstate.stql.QueryTooLargeException;
import io.stackstate.stql.StqlParseException;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of one snapshot of the topology. For one thread. */
public final class LiveSurroundings implements Surroundings {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSurroundings.class);

  private final TopologySnapshot snapshot;
  private final QueryEngine queries;
  private final SettingsTable settings;
  private final ProblemTable problems;
  private final UnhealthyTable elements;
  private final Supplier<List<Silence>> silences;
  private final Map<String, RoaringBitmap> selected = new HashMap<>();
  private List<Facts> unhealthy;
  private long lastElement;
  private Optional<Facts> last;

  public LiveSurroundings(
      TopologySnapshot snapshot,
      QueryEngine queries,
      SettingsTable settings,
      ProblemTable problems,
      UnhealthyTable elements,
      Supplier<List<Silence>> silences) {
    this.snapshot = snapshot;
    this.queries = queries;
    this.settings = settings;
    this.problems = problems;
    this.elements = elements;
    this.silences = silences;
  }

  /** The number of the commit that it answers for. */
  public long commit() {
    return snapshot.commit();
  }

  /** Whether the snapshot has the element. */
  public boolean knows(long element) {
    return snapshot.componentOrdinal(element) >= 0 || snapshot.relationOrdinal(element) >= 0;
  }

  /** Handlers ask one after the other for the same element. */
  @Override
  public Optional<Facts> facts(long element) {
    if (last == null || lastElement != element) {
      last = find(element);
      lastElement = element;
    }
    return last;
  }

  private Optional<Facts> find(long element) {
    int component = snapshot.componentOrdinal(element);
    if (component >= 0) {
      return Optional.of(facts(snapshot.component(component)));
    }
    int relation = snapshot.relationOrdinal(element);
    return relation < 0 ? Optional.empty() : Optional.of(facts(snapshot.relation(relation)));
  }

  private Facts facts(Component component) {
    return new Facts(
        component.id(),
        false,
        text(component.name()),
        text(component.type()),
        text(component.layer()),
        text(component.domain()),
        component.environments(),
        component.labels(),
        component.identifiers(),
        snapshot.health(component.id()));
  }

  private Facts facts(Relation relation) {
    return new Facts(
        relation.id(),
        true,
        text(relation.type()),
        text(relation.type()),
        "",
        "",
        List.of(),
        List.of(),
        List.of(),
        snapshot.health(relation.id()));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  @Override
  public long element(String identifier) {
    RoaringBitmap found = snapshot.components(Attribute.IDENTIFIER, identifier);
    return found.isEmpty() ? 0 : snapshot.componentId(found.first());
  }

  @Override
  public boolean selects(String query, long component) {
    int ordinal = snapshot.componentOrdinal(component);
    return ordinal >= 0 && selected.computeIfAbsent(query, this::select).contains(ordinal);
  }

  private RoaringBitmap select(String query) {
    try {
      return queries.evaluate(Query.parse(query), snapshot).components();
    } catch (StqlParseException | QueryTooLargeException | QueryTimeoutException e) {
      LOG.warn("the scope of an event handler selects nothing: {}", e.getMessage());
      return new RoaringBitmap();
    }
  }

  @Override
  public Optional<Long> view(String reference) {
    return settings.view(reference);
  }

  @Override
  public Optional<String> viewQuery(String view) {
    return settings.viewQuery(view);
  }

  @Override
  public List<ViewState> unhealthyViews() {
    return settings.unhealthyViews();
  }

  @Override
  public Optional<Monitor> monitor(long id) {
    return settings.monitor(id);
  }

  @Override
  public Optional<Problem> problemOf(long element) {
    return problems.of(element);
  }

  @Override
  public List<Problem> problems() {
    return problems.all();
  }

  @Override
  public List<Facts> unhealthy() {
    if (unhealthy == null) {
      unhealthy = all(ofUnhealthy());
    }
    return unhealthy;
  }

  @Override
  public List<Facts> unhealthyRelations() {
    return elements.unhealthy().stream()
        .filter(id -> snapshot.relationOrdinal(id) >= 0)
        .filter(id -> snapshot.health(id).compareTo(HealthState.DEVIATING) >= 0)
        .map(this::find)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public List<Facts> unhealthyByPropagation() {
    return elements.unhealthyByPropagation().stream()
        .filter(id -> propagated(id).compareTo(HealthState.DEVIATING) >= 0)
        .map(this::find)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public HealthState propagated(long element) {
    return snapshot.propagatedHealth(element);
  }

  private RoaringBitmap ofUnhealthy() {
    return any(
        Attribute.HEALTH,
        EnumSet.range(HealthState.DEVIATING, HealthState.CRITICAL).stream()
            .map(HealthState::name)
            .toList());
  }

  /** By the indexes: there may be many handlers, and many elements that they do not ask for. */
  @Override
  public List<Facts> unhealthy(List<String> types, List<String> labels) {
    if (types.isEmpty() && labels.isEmpty()) {
      return unhealthy();
    }
    RoaringBitmap found = ofUnhealthy();
    if (!types.isEmpty()) {
      found.and(any(Attribute.TYPE, types));
    }
    if (!labels.isEmpty()) {
      found.and(any(Attribute.LABEL, labels));
    }
    return all(found);
  }

  private RoaringBitmap any(Attribute attribute, List<String> values) {
    RoaringBitmap found = new RoaringBitmap();
    values.forEach(value -> found.or(snapshot.components(attribute, value)));
    return found;
  }

  private List<Facts> all(RoaringBitmap components) {
    List<Facts> all = new ArrayList<>();
    for (int ordinal : components) {
      all.add(facts(snapshot.component(ordinal)));
    }
    return all;
  }

  @Override
  public List<FailingCheck> failing(long element) {
    return HealthStateChange.failing(snapshot.failingChecks(element));
  }

  @Override
  public List<Silence> silences() {
    return silences.get();
  }
}
