package io.stackstate.health.propagation;

import static io.stackstate.health.propagation.States.HEALTHY;
import static io.stackstate.health.propagation.States.max;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntByteHashMap;
import com.carrotsearch.hppc.cursors.IntByteCursor;
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;

/**
 * Fills a region of components that follow the usual rule from its border, the most severe state
 * first, each component once. Cycles need no care: nothing in a region supports itself.
 */
final class Settling {
  private static final byte[] LEVELS = {
    States.level(HealthState.CRITICAL),
    States.level(HealthState.FLAPPING),
    States.level(HealthState.DEVIATING)
  };

  private final TopologySnapshot topology;
  private final States states;
  private final IntByteHashMap region;
  private final IntByteHashMap settled;

  private Settling(TopologySnapshot topology, States states, IntByteHashMap region) {
    this.topology = topology;
    this.states = states;
    this.region = region;
    this.settled = new IntByteHashMap(region.size());
  }

  /**
   * The unhealthy components of the region, by ordinal; nothing is stored.
   *
   * @param region ordinals as keys
   */
  static IntByteHashMap of(TopologySnapshot topology, States states, IntByteHashMap region) {
    Settling settling = new Settling(topology, states, region);
    IntArrayDeque[] border = settling.border();
    for (byte level : LEVELS) {
      settling.fill(border[level], level);
    }
    return settling.settled;
  }

  private void fill(IntArrayDeque next, byte level) {
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

  /** The region's components by the state that they have without the rest of the region. */
  private IntArrayDeque[] border() {
    IntArrayDeque[] border = new IntArrayDeque[HealthState.values().length];
    for (byte level : LEVELS) {
      border[level] = new IntArrayDeque();
    }
    for (IntByteCursor member : region) {
      byte level = fromOutside(member.key);
      if (level != HEALTHY) {
        border[level].addLast(member.key);
      }
    }
    return border;
  }

  private byte fromOutside(int member) {
    Links links = topology.links(member);
    byte level = states.own(topology.componentId(member));
    for (int i = 0; i < links.size(); i++) {
      if (Dependencies.depends(links.kind(i))) {
        level = max(level, states.own(topology, links, i));
        if (!region.containsKey(links.neighbour(i))) {
          level = max(level, states.propagated(topology.componentId(links.neighbour(i))));
        }
      }
    }
    return level;
  }
}
