package io.stackstate.health.propagation;

import com.carrotsearch.hppc.LongByteHashMap;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;

/**
 * The states that propagate, by the ids of elements, as levels: the ordinals of the unhealthy ones,
 * and {@link #HEALTHY} for all others, which are not kept. One thread.
 */
final class States {
  static final byte HEALTHY = 0;
  static final byte WORST = (byte) HealthState.CRITICAL.ordinal();

  private static final HealthState[] STATES = HealthState.values();
  private static final boolean[] BOTH = new boolean[Links.KINDS];

  static {
    for (boolean outgoing : new boolean[] {true, false}) {
      BOTH[Links.kind(DependencyDirection.BOTH, outgoing)] = true;
    }
  }

  private final LongByteHashMap components = new LongByteHashMap();
  private final LongByteHashMap relations = new LongByteHashMap();
  private final LongByteHashMap propagated = new LongByteHashMap();

  static byte level(HealthState state) {
    return switch (state) {
      case DEVIATING, FLAPPING, CRITICAL -> (byte) state.ordinal();
      case UNINITIALIZED, UNKNOWN, CLEAR, DISABLED -> HEALTHY;
    };
  }

  static HealthState state(byte level) {
    return level == HEALTHY ? HealthState.UNKNOWN : STATES[level];
  }

  static byte max(byte a, byte b) {
    return a > b ? a : b;
  }

  /** The own state of a component. */
  byte own(long component) {
    return components.get(component);
  }

  void own(long component, byte level) {
    put(components, component, level);
  }

  /** The own state of a relation. */
  byte ownOfRelation(long relation) {
    return relations.get(relation);
  }

  void ownOfRelation(long relation, byte level) {
    put(relations, relation, level);
  }

  /** The propagated state of a component. */
  byte propagated(long component) {
    return propagated.get(component);
  }

  void propagated(long component, byte level) {
    put(propagated, component, level);
  }

  /** The own state of the relation of a link. */
  byte own(TopologySnapshot topology, Links links, int index) {
    return relations.isEmpty()
        ? HEALTHY
        : relations.get(topology.relationId(links.relation(index)));
  }

  /** Whether the relation of a link leads to both of its ends. */
  static boolean isMutual(Links links, int index) {
    return BOTH[links.kind(index)];
  }

  private static void put(LongByteHashMap map, long id, byte level) {
    if (level == HEALTHY) {
      map.remove(id);
    } else {
      map.put(id, level);
    }
  }
}
