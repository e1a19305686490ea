package io.stackstate.health.propagation;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntByteHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongByteHashMap;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.IntByteCursor;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;

/**
 * Automatic propagation (health sheet, section 5.2), incremental: the propagated state of an
 * element is the most severe of its own and those of what it depends on. Only unhealthy states are
 * kept, so memory and work follow what is wrong, not what is there.
 *
 * <p>A change is worked off in two steps. The first finds the region that it may reach: a rise goes
 * on to dependents that are less severe, a fall to those that are as severe, because nothing else
 * can have its state from there. The second forgets the region and fills it again from its border,
 * the most severe state first, each component once. Cycles need no care: nothing in a region
 * supports itself. One thread.
 */
public final class Propagation {
  private static final HealthState[] STATES = HealthState.values();
  private static final byte HEALTHY = 0;
  private static final byte[] LEVELS = {
    level(HealthState.CRITICAL), level(HealthState.FLAPPING), level(HealthState.DEVIATING)
  };

  /** Own states by the id of the component; relations have none, since nothing can name them. */
  private final LongByteHashMap own = new LongByteHashMap();

  /** By the id of the component; that of a relation follows from them. */
  private final LongByteHashMap propagated = new LongByteHashMap();

  /** Sets the own state of a component; {@link #update} must follow for what depends on it. */
  public void own(long id, HealthState state) {
    byte level = level(state);
    if (level == HEALTHY) {
      own.remove(id);
    } else {
      own.put(id, level);
    }
  }

  /** The propagated state of a component: UNKNOWN, DEVIATING, FLAPPING or CRITICAL. */
  public HealthState component(long id) {
    return state(propagated.get(id));
  }

  /**
   * The propagated state of a relation.
   *
   * @param leadsTo the ids of the components that it leads to
   */
  public HealthState relation(long... leadsTo) {
    byte level = HEALTHY;
    for (long component : leadsTo) {
      level = max(level, propagated.get(component));
    }
    return state(level);
  }

  /** Forgets a component that is no longer there. */
  public void remove(long id) {
    own.remove(id);
    propagated.remove(id);
  }

  /**
   * Brings the propagated states up to date.
   *
   * @param changed the ids of components whose own state or relations have changed; those that are
   *     not in the topology are ignored
   * @return the ids of the components whose propagated state is another now
   */
  public LongArrayList update(TopologySnapshot topology, LongHashSet changed) {
    Region region = new Region(topology);
    for (LongCursor id : changed) {
      int component = topology.componentOrdinal(id.value);
      if (component >= 0) {
        region.include(component);
      }
    }
    return settle(topology, region.find());
  }

  private LongArrayList settle(TopologySnapshot topology, IntByteHashMap region) {
    IntByteHashMap settled = new IntByteHashMap(region.size());
    IntArrayDeque[] border = border(topology, region);
    for (byte level : LEVELS) {
      IntArrayDeque next = border[level];
      while (!next.isEmpty()) {
        int component = next.removeFirst();
        if (settled.containsKey(component)) {
          continue;
        }
        settled.put(component, level);
        Links links = topology.links(component);
        for (int i = 0; i < links.size(); i++) {
          int dependent = links.neighbour(i);
          if (Dependencies.neededBy(links.kind(i))
              && region.containsKey(dependent)
              && !settled.containsKey(dependent)) {
            next.addLast(dependent);
          }
        }
      }
    }
    return store(topology, region, settled);
  }

  /** The region's components by the state that they have without the rest of the region. */
  private IntArrayDeque[] border(TopologySnapshot topology, IntByteHashMap region) {
    IntArrayDeque[] border = new IntArrayDeque[STATES.length];
    for (byte level : LEVELS) {
      border[level] = new IntArrayDeque();
    }
    for (IntByteCursor member : region) {
      Links links = topology.links(member.key);
      byte level = own.get(topology.componentId(member.key));
      for (int i = 0; i < links.size(); i++) {
        if (Dependencies.depends(links.kind(i))) {
          if (!region.containsKey(links.neighbour(i))) {
            level = max(level, propagated.get(topology.componentId(links.neighbour(i))));
          }
        }
      }
      if (level != HEALTHY) {
        border[level].addLast(member.key);
      }
    }
    return border;
  }

  private LongArrayList store(
      TopologySnapshot topology, IntByteHashMap region, IntByteHashMap settled) {
    LongArrayList changed = new LongArrayList();
    for (IntByteCursor member : region) {
      long id = topology.componentId(member.key);
      byte level = settled.get(member.key);
      if (propagated.get(id) != level) {
        changed.add(id);
        if (level == HEALTHY) {
          propagated.remove(id);
        } else {
          propagated.put(id, level);
        }
      }
    }
    return changed;
  }

  private static byte level(HealthState state) {
    return switch (state) {
      case DEVIATING, FLAPPING, CRITICAL -> (byte) state.ordinal();
      case UNINITIALIZED, UNKNOWN, CLEAR, DISABLED -> HEALTHY;
    };
  }

  private static HealthState state(byte level) {
    return level == HEALTHY ? HealthState.UNKNOWN : STATES[level];
  }

  private static byte max(byte a, byte b) {
    return a > b ? a : b;
  }

  /** Finds what a change may reach. */
  private final class Region {
    private final TopologySnapshot topology;

    /** The components that may change, each with the most severe state it may come to. */
    private final IntByteHashMap bounds = new IntByteHashMap();

    private final IntArrayDeque pending = new IntArrayDeque();

    Region(TopologySnapshot topology) {
      this.topology = topology;
    }

    void include(int component) {
      if (bounds.putIfAbsent(component, propagated.get(topology.componentId(component)))) {
        pending.addLast(component);
      }
    }

    IntByteHashMap find() {
      while (!pending.isEmpty()) {
        spread(pending.removeFirst());
      }
      return bounds;
    }

    private void spread(int component) {
      Links links = topology.links(component);
      byte before = propagated.get(topology.componentId(component));
      byte certain = own.get(topology.componentId(component));
      byte bound = max(certain, bounds.get(component));
      for (int i = 0; i < links.size(); i++) {
        if (Dependencies.depends(links.kind(i))) {
          bound = max(bound, bound(links.neighbour(i)));
        }
      }
      bounds.put(component, bound);
      for (int i = 0; i < links.size(); i++) {
        if (Dependencies.neededBy(links.kind(i))) {
          reach(links.neighbour(i), bound, before > certain ? before : HEALTHY);
        }
      }
    }

    private byte bound(int component) {
      return bounds.containsKey(component)
          ? bounds.get(component)
          : propagated.get(topology.componentId(component));
    }

    /**
     * @param bound what the dependency may come to
     * @param lost what the dependency may lose, or HEALTHY
     */
    private void reach(int dependent, byte bound, byte lost) {
      byte now = propagated.get(topology.componentId(dependent));
      if (!bounds.containsKey(dependent)) {
        if (bound > now || lost != HEALTHY && lost == now) {
          bounds.put(dependent, max(now, bound));
          pending.addLast(dependent);
        }
      } else if (bound > bounds.get(dependent)) {
        bounds.put(dependent, bound);
        pending.addLast(dependent);
      }
    }
  }
}
