package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Problem.Cause;
import io.stackstate.model.event.HealthStateChange.FailingCheck;
import io.stackstate.model.handler.Silence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Surroundings that a test makes. */
public final class World implements Surroundings {
  public final Map<Long, Facts> elements = new HashMap<>();
  public final Map<String, Set<Long>> queries = new HashMap<>();
  public final Map<String, String> views = new HashMap<>();
  public final Map<Long, Monitor> monitors = new HashMap<>();
  public final Map<Long, List<FailingCheck>> failing = new HashMap<>();
  public final Map<Long, HealthState> propagated = new HashMap<>();
  public final List<ViewState> viewStates = new ArrayList<>();
  public final List<Problem> problems = new ArrayList<>();
  public final List<Silence> silences = new ArrayList<>();

  public World component(long id, String type, String... labels) {
    elements.put(
        id,
        new Facts(
            id,
            false,
            "c" + id,
            type,
            "services",
            "shop",
            List.of("prod"),
            List.of(labels),
            List.of("urn:c:" + id),
            HealthState.CRITICAL));
    return this;
  }

  public World health(long id, HealthState state) {
    elements.computeIfPresent(
        id,
        (key, f) ->
            new Facts(
                id,
                false,
                f.name(),
                f.type(),
                f.layer(),
                f.domain(),
                f.environments(),
                f.labels(),
                f.identifiers(),
                state));
    return this;
  }

  public World relation(long id) {
    elements.put(
        id,
        new Facts(
            id, true, "", "uses", "", "", List.of(), List.of(), List.of(), HealthState.CRITICAL));
    return this;
  }

  public World problem(long id, long root, long... contributing) {
    problems.removeIf(problem -> problem.id() == id);
    problems.add(
        new Problem(
            id,
            cause(root),
            LongStream.of(contributing).mapToObj(World::cause).toList(),
            0,
            0,
            0,
            0));
    return this;
  }

  private static Cause cause(long element) {
    return new Cause(element, HealthState.CRITICAL, 0, List.of());
  }

  @Override
  public Optional<Facts> facts(long element) {
    return Optional.ofNullable(elements.get(element));
  }

  @Override
  public long element(String identifier) {
    return elements.values().stream()
        .filter(facts -> facts.identifiers().contains(identifier))
        .mapToLong(Facts::id)
        .findFirst()
        .orElse(0);
  }

  @Override
  public boolean selects(String query, long component) {
    return queries.getOrDefault(query, new HashSet<>()).contains(component);
  }

  @Override
  public Optional<Long> view(String reference) {
    return viewStates.stream()
        .map(ViewState::id)
        .filter(id -> reference.equals("urn:view:" + id) || reference.equals(Long.toString(id)))
        .findFirst();
  }

  @Override
  public List<ViewState> unhealthyViews() {
    return viewStates.stream()
        .filter(view -> view.state().compareTo(HealthState.DEVIATING) >= 0)
        .toList();
  }

  @Override
  public Optional<String> viewQuery(String view) {
    return Optional.ofNullable(views.get(view));
  }

  @Override
  public Optional<Monitor> monitor(long id) {
    return Optional.ofNullable(monitors.get(id));
  }

  @Override
  public Optional<Problem> problemOf(long element) {
    return problems.stream()
        .filter(
            problem ->
                problem.rootCause().elementId() == element
                    || problem.contributing().stream().anyMatch(c -> c.elementId() == element))
        .findFirst();
  }

  @Override
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public List<Facts> unhealthy() {
    return elements.values().stream()
        .filter(facts -> !facts.relation() && facts.health().compareTo(HealthState.DEVIATING) >= 0)
        .toList();
  }

  @Override
  public List<Facts> unhealthyRelations() {
    return elements.values().stream()
        .filter(facts -> facts.relation() && facts.health().compareTo(HealthState.DEVIATING) >= 0)
        .toList();
  }

  @Override
  public List<Facts> unhealthyByPropagation() {
    return elements.values().stream()
        .filter(facts -> propagated(facts.id()).compareTo(HealthState.DEVIATING) >= 0)
        .toList();
  }

  @Override
  public HealthState propagated(long element) {
    return propagated.getOrDefault(element, HealthState.UNKNOWN);
  }

  @Override
  public List<FailingCheck> failing(long element) {
    return failing.getOrDefault(element, List.of());
  }

  @Override
  public List<Silence> silences() {
    return silences;
  }
}
