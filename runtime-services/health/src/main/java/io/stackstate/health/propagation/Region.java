package io.stackstate.health.propagation;

import static io.stackstate.health.propagation.States.HEALTHY;
import static io.stackstate.health.propagation.States.max;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntByteHashMap;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;

/**
 * Finds the components that a change may reach. A rise goes on to dependents that are less severe,
 * a fall to those that are as severe, because nothing else can have its state from there; what
 * follows a rule of its own, and what depends on such, may become anything and is always reached.
 */
final class Region {
  private final TopologySnapshot topology;
  private final States states;
  private final LongHashSet ruled;

  /** The components that may change, each with the most severe state it may come to. */
  private final IntByteHashMap bounds = new IntByteHashMap();

  private final IntArrayDeque pending = new IntArrayDeque();

  /**
   * @param ruled components that follow a rule of their own, and all that depend on them
   */
  Region(TopologySnapshot topology, States states, LongHashSet ruled) {
    this.topology = topology;
    this.states = states;
    this.ruled = ruled;
  }

  /**
   * @param changed ids; those that are not in the topology are ignored
   * @return the ordinals as keys
   */
  IntByteHashMap find(LongHashSet changed) {
    for (LongCursor id : changed) {
      int component = topology.componentOrdinal(id.value);
      if (component >= 0 && bounds.putIfAbsent(component, states.propagated(id.value))) {
        pending.addLast(component);
      }
    }
    while (!pending.isEmpty()) {
      spread(pending.removeFirst());
    }
    return bounds;
  }

  private void spread(int component) {
    Links links = topology.links(component);
    long id = topology.componentId(component);
    byte before = states.propagated(id);
    byte certain = states.own(id);
    byte bound = bounds.get(component);
    for (int i = 0; i < links.size(); i++) {
      if (Dependencies.depends(links.kind(i))) {
        certain = max(certain, states.own(topology, links, i));
        bound = max(bound, bound(links.neighbour(i)));
      }
    }
    bound = max(bound, certain);
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
        : states.propagated(topology.componentId(component));
  }

  /**
   * @param bound what the dependency may come to
   * @param lost what the dependency may lose, or HEALTHY
   */
  private void reach(int dependent, byte bound, byte lost) {
    long id = topology.componentId(dependent);
    byte now = states.propagated(id);
    if (!bounds.containsKey(dependent)) {
      boolean anything = !ruled.isEmpty() && ruled.contains(id);
      if (anything || bound > now || lost != HEALTHY && lost == now) {
        bounds.put(dependent, anything ? States.WORST : max(now, bound));
        pending.addLast(dependent);
      }
    } else if (bound > bounds.get(dependent)) {
      bounds.put(dependent, bound);
      pending.addLast(dependent);
    }
  }
}
