package io.stackstate.stackgraph.current;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.LongLongHashMap;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import java.util.HashMap;
import java.util.Map;

/**
 * What the current graph holds, in about 50 bytes per element, so that applying a change never has
 * to ask the store whether something exists, nor where the edge of a relation begins.
 *
 * <p>A relation has an edge exactly when both of its components exist; otherwise it dangles until
 * they do.
 */
final class KnownElements {
  private static final int STATES = HealthState.values().length;

  final LongHashSet components = new LongHashSet();

  /** The source of each relation that has an edge. */
  final LongLongHashMap edges = new LongLongHashMap();

  final Map<Long, Relation> dangling = new HashMap<>();
  private final LongIntHashMap healths = new LongIntHashMap();

  boolean canConnect(Relation relation) {
    return components.contains(relation.source()) && components.contains(relation.target());
  }

  void setHealth(long id, Health health) {
    if (health == null) {
      healths.remove(id);
    } else {
      healths.put(id, health.own().ordinal() * STATES + health.propagated().ordinal());
    }
  }

  /** The health of an element, or null when nobody reported one. */
  Health health(long id) {
    int code = healths.getOrDefault(id, -1);
    if (code < 0) {
      return null;
    }
    HealthState[] states = HealthState.values();
    return new Health(id, states[code / STATES], states[code % STATES]);
  }
}
