package io.stackstate.health.propagation;

import com.carrotsearch.hppc.LongArrayDeque;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.LongCursor;
import com.carrotsearch.hppc.cursors.LongObjectCursor;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.util.Set;

/** The components that follow a rule of their own, and which depend on such. One thread. */
final class Rules {
  private final LongObjectHashMap<Rule> rules = new LongObjectHashMap<>();
  private LongHashSet reached = new LongHashSet();
  private boolean stale;

  /** Null when the component follows the usual rule. */
  Rule of(long component) {
    return rules.get(component);
  }

  /**
   * @param rule null for the usual one
   */
  void put(long component, Rule rule) {
    Rule before = rule == null ? rules.remove(component) : rules.put(component, rule);
    stale |= before == null != (rule == null);
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  int size() {
    return rules.size();
  }

  /** Relations have changed. */
  void topologyChanged() {
    stale |= !rules.isEmpty();
  }

  /** The components whose rules use one of these functions. */
  LongArrayList using(Set<Long> functions) {
    LongArrayList using = new LongArrayList();
    for (LongObjectCursor<Rule> each : rules) {
      if (functions.contains(each.value.function())) {
        using.add(each.key);
      }
    }
    return using;
  }

  /** The components with rules, and all that depend on them, by id; not to be changed. */
  LongHashSet reached(TopologySnapshot topology) {
    if (stale) {
      reached = walk(topology);
      stale = false;
    }
    return reached;
  }

  private LongHashSet walk(TopologySnapshot topology) {
    LongHashSet found = new LongHashSet();
    LongArrayDeque pending = new LongArrayDeque();
    for (LongCursor id : rules.keys()) {
      found.add(id.value);
      pending.addLast(id.value);
    }
    while (!pending.isEmpty()) {
      int component = topology.componentOrdinal(pending.removeFirst());
      if (component < 0) {
        continue;
      }
      Links links = topology.links(component);
      for (int i = 0; i < links.size(); i++) {
        if (Dependencies.neededBy(links.kind(i))) {
          long dependent = topology.componentId(links.neighbour(i));
          if (found.add(dependent)) {
            pending.addLast(dependent);
          }
        }
      }
    }
    return found;
  }
}
