package io.stackstate.health.element;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.propagation.Propagation;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
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
    HealthReport report = new HealthReport(health, topology, update.chains(), now, outcome);
    elements.addAll(components);
    elements.addAll(relations);
    for (LongCursor id : elements) {
      report.element(id.value);
    }
    for (LongCursor id : update.components()) {
      report.element(id.value);
      report.relations(topology.componentOrdinal(id.value));
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
    return health.severity.of(bound);
  }
}
