package io.stackstate.health.element;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.health.element.HealthEvents.Subject;
import io.stackstate.health.element.WrittenRecords.Said;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.propagation.Propagation;
import io.stackstate.health.stream.StateKey;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.Attribute;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The health of all elements: binds check states, propagates, and tells which health records of the
 * change log are to be written. A round touches what changed and what that reaches. One thread.
 */
public final class ElementHealth {
  private final Bindings bindings = new Bindings();
  private final Propagation propagation = new Propagation();
  private final WrittenRecords written = new WrittenRecords();
  private final LongObjectHashMap<List<BoundCheckState>> checks = new LongObjectHashMap<>();

  /**
   * A health record stands in the log; null when it was deleted.
   *
   * @throws UncheckedIOException when it is not such a record
   */
  public void restore(long id, byte[] record) {
    try {
      Health health = record == null ? null : Json.mapper().readValue(record, Health.class);
      written.put(id, record, health);
    } catch (IOException e) {
      throw new UncheckedIOException("health:" + id + " in the change log", e);
    }
  }

  /** A check state came, changed or went; see {@code StateChanges}. */
  public void changed(StateKey key, CheckState before, CheckState after) {
    bindings.changed(key, before, after);
  }

  /**
   * The first round after a restart: all that was restored is looked at.
   *
   * @param now epoch milliseconds
   * @param outcome is given what is to be written
   */
  public void first(TopologySnapshot topology, long now, Outcome outcome) {
    Round round = new Round(topology);
    round.statesChanged();
    round.elements.addAll(written.ids());
    for (LongCursor id : written.ids()) {
      if (topology.componentOrdinal(id.value) >= 0) {
        round.components.add(id.value);
      }
    }
    round.finish(now, outcome);
  }

  /**
   * A round.
   *
   * @param before the topology of the round before
   * @param after the topology now
   * @param changed what the commits between them have changed; health records are ignored
   * @param now epoch milliseconds
   * @param outcome is given what is to be written
   */
  public void next(
      TopologySnapshot before,
      TopologySnapshot after,
      Collection<ChangeKey> changed,
      long now,
      Outcome outcome) {
    Round round = new Round(after);
    round.statesChanged();
    for (ChangeKey key : changed) {
      if (key.aspect() == Aspect.COMPONENT) {
        round.componentChanged(before, key.id());
      } else if (key.aspect() == Aspect.RELATION) {
        round.relationChanged(before, key.id());
      }
    }
    round.finish(now, outcome);
  }

  /** One look at the topology. */
  private final class Round {
    private final TopologySnapshot topology;

    /** Components whose own state or dependencies may have changed. */
    private final LongHashSet components = new LongHashSet();

    /** Elements whose record may have changed. */
    private final LongHashSet elements = new LongHashSet();

    Round(TopologySnapshot topology) {
      this.topology = topology;
    }

    void statesChanged() {
      for (String identifier : bindings.takeChanged()) {
        topology
            .components(Attribute.IDENTIFIER, identifier)
            .forEach((int component) -> components.add(topology.componentId(component)));
      }
    }

    void componentChanged(TopologySnapshot before, long id) {
      components.add(id);
      elements.add(id);
      int old = before.componentOrdinal(id);
      int now = topology.componentOrdinal(id);
      if (old < 0 != now < 0) {
        // Its relations were linked or unlinked, which changes what is at their other ends.
        TopologySnapshot there = now < 0 ? before : topology;
        Links links = there.links(now < 0 ? old : now);
        for (int i = 0; i < links.size(); i++) {
          components.add(there.componentId(links.neighbour(i)));
          elements.add(there.relationId(links.relation(i)));
        }
      }
    }

    void relationChanged(TopologySnapshot before, long id) {
      elements.add(id);
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
      for (LongCursor id : components) {
        own(id.value);
      }
      for (LongCursor id : propagation.update(topology, components)) {
        elements.add(id.value);
        addDependents(id.value);
      }
      elements.addAll(components);
      for (LongCursor id : elements) {
        Health health = health(id.value);
        byte[] record = says(health) ? json(health) : null;
        written
            .difference(id.value, record, health)
            .ifPresent(
                difference ->
                    outcome.change(
                        new Change(new ChangeKey(Aspect.HEALTH, id.value), difference.record()),
                        events(health, difference.before(), now)));
      }
    }

    /** Of an element that is gone nothing is told: that it is gone says it. */
    private List<TopologyEvent> events(Health health, Said before, long now) {
      boolean own = health.own() != before.own();
      boolean propagated = health.propagated() != before.propagated();
      Subject subject = own || propagated ? subject(health.id()) : null;
      if (subject == null) {
        return List.of();
      }
      List<TopologyEvent> events = new ArrayList<>(2);
      if (own) {
        events.add(HealthEvents.own(subject, before.own(), health.own(), health.checks(), now));
      }
      if (propagated) {
        events.add(
            HealthEvents.propagated(
                subject, before.propagated(), health.propagated(), List.of(health.id()), now));
      }
      return events;
    }

    private Subject subject(long id) {
      int component = topology.componentOrdinal(id);
      if (component >= 0) {
        return new Subject(id, topology.component(component).identifiers());
      }
      int relation = topology.relationOrdinal(id);
      return relation < 0
          ? null
          : new Subject(id, List.of(topology.relation(relation).externalId()));
    }

    private void own(long id) {
      int ordinal = topology.componentOrdinal(id);
      if (ordinal < 0) {
        checks.remove(id);
        propagation.remove(id);
        return;
      }
      List<BoundCheckState> bound = bindings.of(topology.component(ordinal).identifiers());
      if (bound.isEmpty()) {
        checks.remove(id);
      } else {
        checks.put(id, bound);
      }
      propagation.own(id, Bindings.mostSevere(bound));
    }

    private void addDependents(long component) {
      Links links = topology.links(topology.componentOrdinal(component));
      for (int i = 0; i < links.size(); i++) {
        elements.add(topology.relationId(links.relation(i)));
      }
    }

    /** Whether the log should say it. */
    private boolean says(Health health) {
      return health.own() != HealthState.UNKNOWN
          || health.propagated() != HealthState.UNKNOWN
          || !health.checks().isEmpty();
    }

    private Health health(long id) {
      if (topology.componentOrdinal(id) >= 0) {
        List<BoundCheckState> bound = checks.getOrDefault(id, List.of());
        return new Health(id, Bindings.mostSevere(bound), propagation.component(id), bound);
      }
      int relation = topology.relationOrdinal(id);
      return new Health(
          id,
          HealthState.UNKNOWN,
          relation < 0 ? HealthState.UNKNOWN : propagated(topology.relation(relation)));
    }

    private HealthState propagated(Relation relation) {
      if (!isLinked(relation)) {
        return HealthState.UNKNOWN;
      }
      if (relation.dependencyDirection() == DependencyDirection.NONE) {
        return HealthState.UNKNOWN;
      }
      return relation.dependencyDirection() == DependencyDirection.BOTH
          ? propagation.relation(relation.source(), relation.target())
          : propagation.relation(relation.target());
    }

    private boolean isLinked(Relation relation) {
      return topology.componentOrdinal(relation.source()) >= 0
          && topology.componentOrdinal(relation.target()) >= 0;
    }
  }

  private static byte[] json(Health health) {
    try {
      return Json.mapper().writeValueAsBytes(health);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("health has a JSON form", e);
    }
  }
}
