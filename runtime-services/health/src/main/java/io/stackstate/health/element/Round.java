package io.stackstate.health.element;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.health.element.HealthEvents.Subject;
import io.stackstate.health.element.WrittenRecords.Said;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.propagation.Chains;
import io.stackstate.health.propagation.Propagation;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.List;

/** One look at the topology by {@link ElementHealth}; used once. */
final class Round {
  private final ElementHealth health;
  private final Propagation propagation;
  private final TopologySnapshot topology;

  /** Components whose own state, rule or dependencies may have changed. */
  private final LongHashSet components = new LongHashSet();

  /** Relations whose own state may have changed. */
  private final LongHashSet relations = new LongHashSet();

  /** Elements whose record may have changed. */
  private final LongHashSet elements = new LongHashSet();

  Round(ElementHealth health, TopologySnapshot topology) {
    this.health = health;
    this.propagation = health.propagation;
    this.topology = topology;
  }

  void statesChanged() {
    for (String identifier : health.bindings.takeChanged()) {
      topology
          .components(Attribute.IDENTIFIER, identifier)
          .forEach((int component) -> components.add(topology.componentId(component)));
      health.relations.forEach(identifier, relations::add);
    }
    for (LongCursor id : health.checked.takeChanged()) {
      if (topology.componentOrdinal(id.value) >= 0) {
        components.add(id.value);
      } else if (topology.relationOrdinal(id.value) >= 0) {
        relations.add(id.value);
      }
    }
  }

  void addWritten() {
    elements.addAll(health.written.ids());
    addComponents(new LongHashSet(health.written.ids()));
  }

  /** Those of them that are there. */
  void addComponents(LongHashSet ids) {
    for (LongCursor id : ids) {
      if (topology.componentOrdinal(id.value) >= 0) {
        components.add(id.value);
      }
    }
  }

  /** Learns the name of a relation. */
  void name(long id) {
    int ordinal = topology.relationOrdinal(id);
    health.relations.put(id, ordinal < 0 ? null : topology.relation(ordinal).externalId());
  }

  void componentChanged(TopologySnapshot before, long id) {
    components.add(id);
    elements.add(id);
    int old = before.componentOrdinal(id);
    int now = topology.componentOrdinal(id);
    if (old < 0 != now < 0) {
      // Its relations were linked or unlinked, which changes what is at their other ends.
      propagation.topologyChanged();
      TopologySnapshot there = now < 0 ? before : topology;
      Links links = there.links(now < 0 ? old : now);
      for (int i = 0; i < links.size(); i++) {
        components.add(there.componentId(links.neighbour(i)));
        elements.add(there.relationId(links.relation(i)));
      }
    }
  }

  void relationChanged(TopologySnapshot before, long id) {
    propagation.topologyChanged();
    relations.add(id);
    name(id);
    ends(before, id);
    ends(topology, id);
  }

  private void ends(TopologySnapshot snapshot, long id) {
    int ordinal = snapshot.relationOrdinal(id);
    if (ordinal >= 0) {
      Relation relation = snapshot.relation(ordinal);
      components.add(relation.source());
      components.add(relation.target());
    }
  }

  void finish(long now, Outcome outcome) {
    for (LongCursor id : relations) {
      ownOfRelation(id.value);
    }
    for (LongCursor id : components) {
      ownOfComponent(id.value);
    }
    Propagation.Update update = propagation.update(topology, components);
    for (LongCursor id : update.components()) {
      elements.add(id.value);
      addRelations(id.value);
    }
    elements.addAll(components);
    elements.addAll(relations);
    for (LongCursor id : elements) {
      write(id.value, update.chains(), now, outcome);
    }
  }

  private void ownOfComponent(long id) {
    int ordinal = topology.componentOrdinal(id);
    if (ordinal < 0) {
      health.checks.remove(id);
      propagation.remove(id);
      return;
    }
    Component component = topology.component(ordinal);
    propagation.own(id, bind(id, component.identifiers()));
    propagation.rule(
        id, component.propagation() == null ? null : health.rules.rule(component.propagation()));
  }

  private void ownOfRelation(long id) {
    int ordinal = topology.relationOrdinal(id);
    if (ordinal < 0) {
      health.checks.remove(id);
      propagation.ownOfRelation(id, HealthState.UNKNOWN);
      return;
    }
    Relation relation = topology.relation(ordinal);
    propagation.ownOfRelation(id, bind(id, List.of(relation.externalId())));
    components.add(relation.source());
    components.add(relation.target());
  }

  private HealthState bind(long id, List<String> identifiers) {
    List<BoundCheckState> bound = health.checked.with(id, health.bindings.of(identifiers));
    if (bound.isEmpty()) {
      health.checks.remove(id);
    } else {
      health.checks.put(id, bound);
    }
    return Bindings.mostSevere(bound);
  }

  private void addRelations(long component) {
    Links links = topology.links(topology.componentOrdinal(component));
    for (int i = 0; i < links.size(); i++) {
      elements.add(topology.relationId(links.relation(i)));
    }
  }

  private void write(long id, Chains chains, long now, Outcome outcome) {
    int ordinal = topology.relationOrdinal(id);
    Relation relation = ordinal < 0 ? null : topology.relation(ordinal);
    Health current = health(id, relation);
    byte[] record = says(current) ? json(current) : null;
    health
        .written
        .difference(id, record, current)
        .ifPresent(
            difference ->
                outcome.change(
                    new Change(new ChangeKey(Aspect.HEALTH, id), difference.record()),
                    () -> events(current, relation, difference.before(), chains, now)));
  }

  /** Of an element that is gone nothing is told: that it is gone says it. */
  private List<TopologyEvent> events(
      Health current, Relation relation, Said before, Chains chains, long now) {
    boolean own = current.own() != before.own();
    boolean propagated = current.propagated() != before.propagated();
    Subject subject = own || propagated ? subject(current.id(), relation) : null;
    if (subject == null) {
      return List.of();
    }
    List<TopologyEvent> events = new ArrayList<>(2);
    if (own) {
      events.add(HealthEvents.own(subject, before.own(), current.own(), current.checks(), now));
    }
    if (propagated) {
      List<Long> chain =
          relation == null
              ? chains.ofComponent(current.id())
              : chains.ofRelation(current.id(), leadsTo(relation));
      events.add(
          HealthEvents.propagated(subject, before.propagated(), current.propagated(), chain, now));
    }
    return events;
  }

  private Subject subject(long id, Relation relation) {
    if (relation != null) {
      return new Subject(id, List.of(relation.externalId()));
    }
    int component = topology.componentOrdinal(id);
    return component < 0 ? null : new Subject(id, topology.component(component).identifiers());
  }

  private Health health(long id, Relation relation) {
    List<BoundCheckState> checks = health.checks.getOrDefault(id, List.of());
    HealthState own = Bindings.mostSevere(checks);
    if (relation != null) {
      return new Health(id, own, propagation.relation(id, leadsTo(relation)), checks);
    }
    return new Health(id, own, propagation.component(id), checks, propagation.error(id));
  }

  /** The components that a relation depends on (health sheet, section 5.1). */
  private long[] leadsTo(Relation relation) {
    if (relation.dependencyDirection() == DependencyDirection.NONE
        || topology.componentOrdinal(relation.source()) < 0
        || topology.componentOrdinal(relation.target()) < 0) {
      return new long[0];
    }
    return relation.dependencyDirection() == DependencyDirection.BOTH
        ? new long[] {relation.source(), relation.target()}
        : new long[] {relation.target()};
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
