package io.stackstate.automation.engine;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Problem.Cause;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.handler.HandlerScope;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.PastElement;
import io.stackstate.model.notification.PastEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Elements and problems as they were when events of the past happened; settings and silences are
 * those of now. Knows the elements of the events only. For one thread.
 */
public final class PastSurroundings implements Surroundings {
  private final HandlerScope scope;
  private final Surroundings present;
  private final Map<Long, PastElement> elements = new HashMap<>();
  private final Map<String, Long> byIdentifier = new HashMap<>();

  /**
   * @param scope of the handler whose questions were answered for each element
   */
  public PastSurroundings(HandlerScope scope, Surroundings present) {
    this.scope = scope;
    this.present = present;
  }

  /** From now on the elements are as they were at the time of this event. */
  public void remember(PastEvent event) {
    for (PastElement element : event.elements()) {
      elements.put(element.id(), element);
      element.identifiers().forEach(identifier -> byIdentifier.put(identifier, element.id()));
    }
  }

  @Override
  public Optional<Facts> facts(long element) {
    return Optional.ofNullable(elements.get(element)).map(PastSurroundings::facts);
  }

  private static Facts facts(PastElement e) {
    return new Facts(
        e.id(),
        e.relation(),
        e.name(),
        e.type(),
        e.layer(),
        e.domain(),
        e.environments(),
        e.labels(),
        e.identifiers(),
        e.health());
  }

  @Override
  public long element(String identifier) {
    return byIdentifier.getOrDefault(identifier, 0L);
  }

  @Override
  public boolean selects(String query, long component) {
    PastElement element = elements.get(component);
    return element != null && (query.equals(scope.query()) ? element.inQuery() : element.inView());
  }

  @Override
  public Optional<Long> view(String reference) {
    return present.view(reference);
  }

  /** Not known of the past, but from events. */
  @Override
  public List<ViewState> unhealthyViews() {
    return List.of();
  }

  @Override
  public Optional<String> viewQuery(String view) {
    return present.viewQuery(view);
  }

  @Override
  public Optional<Monitor> monitor(long id) {
    return present.monitor(id);
  }

  @Override
  public Optional<Problem> problemOf(long element) {
    PastElement found = elements.get(element);
    if (found == null || found.problem() == null) {
      return Optional.empty();
    }
    Cause root = new Cause(found.rootCause(), HealthState.UNKNOWN, 0, List.of());
    return Optional.of(new Problem(found.problem(), root, List.of(), 0, 0, 0, 0));
  }

  /** Those of the elements that are known here. */
  @Override
  public List<Problem> problems() {
    Map<Long, Problem> found = new TreeMap<>();
    for (long element : elements.keySet()) {
      problemOf(element).ifPresent(problem -> found.put(problem.id(), problem));
    }
    return List.copyOf(found.values());
  }

  @Override
  public List<Facts> unhealthy() {
    return elements.values().stream()
        .filter(e -> !e.relation() && e.health().compareTo(HealthState.DEVIATING) >= 0)
        .map(PastSurroundings::facts)
        .toList();
  }

  @Override
  public List<Facts> unhealthyRelations() {
    return elements.values().stream()
        .filter(e -> e.relation() && e.health().compareTo(HealthState.DEVIATING) >= 0)
        .map(PastSurroundings::facts)
        .toList();
  }

  /** Not known of the past, but from events. */
  @Override
  public List<Facts> unhealthyByPropagation() {
    return List.of();
  }

  /** Likewise. */
  @Override
  public HealthState propagated(long element) {
    return HealthState.UNKNOWN;
  }

  /** Not known of the past, but from events. */
  @Override
  public List<FailingCheck> failing(long element) {
    return List.of();
  }

  @Override
  public List<Silence> silences() {
    return present.silences();
  }
}
