package io.stackstate.health.element;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import io.stackstate.topology.Attribute;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
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

  /** A health record stands in the log; null when it was deleted. */
  public void restore(long id, byte[] record) {
    written.put(id, record);
  }

  /** A check state came, changed or went; see {@code StateChanges}. */
  public void changed(StateKey key, CheckState before, CheckState after) {
    bindings.changed(key, before, after);
  }

  /** The first round after a restart: all that was restored is looked at. */
  public List<Change> first(TopologySnapshot topology) {
    Round round = new Round(topology);
    round.statesChanged();
    round.elements.addAll(written.ids());
    for (LongCursor id : written.ids()) {
      if (topology.componentOrdinal(id.value) >= 0) {
        round.components.add(id.value);
      }
    }
    return round.finish();
  }

  /**
   * A round.
   *
   * @param before the topology of the round before
   * @param after the topology now
   * @param changed what the commits between them have changed; health records are ignored
   */
  public List<Change> next(
      TopologySnapshot before, TopologySnapshot after, Collection<ChangeKey> changed) {
    Round round = new Round(after);
    round.statesChanged();
    for (ChangeKey key : changed) {
      if (key.aspect() == Aspect.COMPONENT) {
        round.componentChanged(before, key.id());
      } else if (key.aspect() == Aspect.RELATION) {
        round.relationChanged(before, key.id());
      }
    }
    return round.finish();
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

    List<Change> finish() {
      for (LongCursor id : components) {
        own(id.value);
      }
      for (LongCursor id : propagation.update(topology, components)) {
        elements.add(id.value);
        addDependents(id.value);
      }
      elements.addAll(components);
      List<Change> changes = new ArrayList<>();
      for (LongCursor id : elements) {
        written
            .difference(id.value, record(id.value))
            .ifPresent(
                value ->
                    changes.add(
                        new Change(new ChangeKey(Aspect.HEALTH, id.value), value.record())));
      }
      return changes;
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

    /** What the log should say of an element; null for nothing. */
    private byte[] record(long id) {
      Health health = health(id);
      boolean says =
          health.own() != HealthState.UNKNOWN
              || health.propagated() != HealthState.UNKNOWN
              || !health.checks().isEmpty();
      return says ? json(health) : null;
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
