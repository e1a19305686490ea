package io.stackstate.health.element;

import com.carrotsearch.hppc.LongHashSet;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.health.element.HealthEvents.Subject;
import io.stackstate.health.element.WrittenRecords.Difference;
import io.stackstate.health.element.WrittenRecords.Said;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.propagation.Chains;
import io.stackstate.health.propagation.Dependencies;
import io.stackstate.health.propagation.Propagation;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of elements what their health is after a round, where the log says something else, with the
 * events that tell of it. Each element is looked at once. What it gives to the outcome makes its
 * events on any thread, as long as nothing changes the health of elements.
 */
final class HealthReport {
  private static final long[] NOTHING = {};

  private final ElementHealth health;
  private final Propagation propagation;
  private final TopologySnapshot topology;
  private final Chains chains;
  private final long now;
  private final Outcome outcome;
  private final LongHashSet done = new LongHashSet();

  HealthReport(
      ElementHealth health, TopologySnapshot topology, Chains chains, long now, Outcome outcome) {
    this.health = health;
    this.propagation = health.propagation;
    this.topology = topology;
    this.chains = chains;
    this.now = now;
    this.outcome = outcome;
  }

  /** A component or relation, whether it is there or gone. */
  void element(long id) {
    if (!done.add(id)) {
      return;
    }
    int relation = topology.relationOrdinal(id);
    if (relation >= 0) {
      relation(id, leadsTo(topology.relation(relation)));
      return;
    }
    List<BoundCheckState> checks = checks(id);
    Health current =
        new Health(
            id,
            health.severity.of(checks),
            propagation.component(id),
            checks,
            propagation.error(id));
    write(current, null);
  }

  /**
   * All relations of a component, by its links: to decode each of them would be most of the work of
   * a wave.
   *
   * @param component its ordinal
   */
  void relations(int component) {
    Links links = topology.links(component);
    for (int i = 0; i < links.size(); i++) {
      long id = topology.relationId(links.relation(i));
      if (done.add(id)) {
        relation(id, leadsTo(component, links, i));
      }
    }
  }

  private void relation(long id, long[] leadsTo) {
    List<BoundCheckState> checks = checks(id);
    HealthState own = health.severity.of(checks);
    write(new Health(id, own, propagation.relation(id, leadsTo), checks), leadsTo);
  }

  private List<BoundCheckState> checks(long id) {
    return health.checks.getOrDefault(id, List.of());
  }

  /** The components that a relation depends on (health sheet, section 5.1). */
  private long[] leadsTo(Relation relation) {
    if (relation.dependencyDirection() == DependencyDirection.NONE
        || topology.componentOrdinal(relation.source()) < 0
        || topology.componentOrdinal(relation.target()) < 0) {
      return NOTHING;
    }
    return relation.dependencyDirection() == DependencyDirection.BOTH
        ? new long[] {relation.source(), relation.target()}
        : new long[] {relation.target()};
  }

  private long[] leadsTo(int component, Links links, int index) {
    long here = topology.componentId(component);
    long there = topology.componentId(links.neighbour(index));
    boolean depends = Dependencies.depends(links.kind(index));
    boolean needed = Dependencies.neededBy(links.kind(index));
    if (depends && needed) {
      return new long[] {here, there};
    }
    return depends ? new long[] {there} : needed ? new long[] {here} : NOTHING;
  }

  /**
   * @param leadsTo of a relation; null for a component
   */
  private void write(Health current, long[] leadsTo) {
    byte[] record = says(current) ? json(current) : null;
    health
        .written
        .difference(current.id(), record, current)
        .ifPresent(
            difference ->
                outcome.change(
                    new Change(new ChangeKey(Aspect.HEALTH, current.id()), difference.record()),
                    () -> events(current, leadsTo, difference)));
  }

  /** Of an element that is gone nothing is told: that it is gone says it. */
  private List<TopologyEvent> events(Health current, long[] leadsTo, Difference difference) {
    Said before = difference.before();
    boolean own = current.own() != before.own();
    boolean checks = !own && difference.failing();
    boolean propagated = current.propagated() != before.propagated();
    String run = RunStates.of(current.checks());
    boolean ran = !run.equals(before.runState());
    Subject subject = own || checks || propagated || ran ? subject(current.id()) : null;
    if (subject == null) {
      return List.of();
    }
    List<TopologyEvent> events = new ArrayList<>(2);
    if (own) {
      events.add(HealthEvents.own(subject, before.own(), current.own(), current.checks(), now));
    }
    if (checks) {
      events.add(HealthEvents.checks(subject, current.own(), current.checks(), now));
    }
    if (ran && leadsTo == null) {
      events.add(HealthEvents.runState(subject, before.runState(), run, now));
    }
    if (propagated) {
      List<Long> chain =
          leadsTo == null
              ? chains.ofComponent(current.id())
              : chains.ofRelation(current.id(), leadsTo);
      events.add(
          HealthEvents.propagated(subject, before.propagated(), current.propagated(), chain, now));
    }
    return events;
  }

  private Subject subject(long id) {
    int relation = topology.relationOrdinal(id);
    if (relation >= 0) {
      return new Subject(id, List.of(topology.relation(relation).externalId()));
    }
    int component = topology.componentOrdinal(id);
    return component < 0 ? null : new Subject(id, topology.component(component).identifiers());
  }

  /** Whether the log should say it. */
  private static boolean says(Health health) {
    return health.own() != HealthState.UNKNOWN
        || health.propagated() != HealthState.UNKNOWN
        || !health.checks().isEmpty()
        || health.propagationError() != null;
  }

  private static byte[] json(Health health) {
    try {
      return Json.mapper().writeValueAsBytes(health);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("health has a JSON form", e);
    }
  }
}
