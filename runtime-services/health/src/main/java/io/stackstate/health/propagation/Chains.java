package io.stackstate.health.propagation;

import static io.stackstate.health.propagation.States.HEALTHY;
import static io.stackstate.health.propagation.States.max;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.IntCursor;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The ways on which the states of an update came to the components (health sheet, section 5.4,
 * point 6): found for all of them together when the first is asked for, by a walk that starts at
 * the origins, so each way is a shortest one within the update. A state that has ended came from
 * where the change was.
 */
public final class Chains {
  /** A longer chain says where it begins, and then how it ends. */
  static final int MAX_ELEMENTS = 50;

  /** How far it is looked for the origin of a state that was there before. */
  private static final int MAX_LOOKED_AT = 1_000;

  private static final int NONE = -1;

  private final TopologySnapshot topology;
  private final States states;
  private final Rules rules;
  private final LongHashSet inputs;
  private final LongArrayList changed;

  private final IntHashSet members = new IntHashSet();
  private final IntIntHashMap dependencies = new IntIntHashMap();
  private final IntIntHashMap relations = new IntIntHashMap();
  private final IntIntHashMap origins = new IntIntHashMap();
  private final IntArrayDeque pending = new IntArrayDeque();
  private volatile boolean walked;

  Chains(
      TopologySnapshot topology,
      States states,
      Rules rules,
      LongHashSet inputs,
      LongArrayList changed) {
    this.topology = topology;
    this.states = states;
    this.rules = rules;
    this.inputs = inputs;
    this.changed = changed;
  }

  /** The ids from the origin to the component, both included. */
  public List<Long> ofComponent(long id) {
    walk();
    List<Long> chain = new ArrayList<>();
    int component = topology.componentOrdinal(id);
    chain.add(id);
    while (component >= 0 && origins.containsKey(component)) {
      int relation = relations.getOrDefault(component, NONE);
      if (relation == NONE) {
        break;
      }
      chain.add(topology.relationId(relation));
      int dependency = dependencies.getOrDefault(component, NONE);
      if (dependency == NONE) {
        break;
      }
      if (chain.size() >= MAX_ELEMENTS - 1) {
        chain.set(chain.size() - 1, topology.componentId(origins.get(component)));
        break;
      }
      component = dependency;
      chain.add(topology.componentId(component));
    }
    Collections.reverse(chain);
    return chain;
  }

  /**
   * The same for a relation.
   *
   * @param leadsTo the ids of the components that it leads to
   */
  public List<Long> ofRelation(long id, long... leadsTo) {
    byte own = states.ownOfRelation(id);
    long from = NONE;
    byte most = own;
    for (long component : leadsTo) {
      byte level = states.propagated(component);
      if (level > most || from == NONE && level == HEALTHY && own == HEALTHY) {
        from = component;
        most = level;
      }
    }
    if (from == NONE) {
      return List.of(id);
    }
    List<Long> chain = new ArrayList<>(ofComponent(from));
    chain.add(id);
    return chain;
  }

  private void walk() {
    if (!walked) {
      find();
    }
  }

  /** Once; what it has found is only read afterwards. */
  private synchronized void find() {
    if (walked) {
      return;
    }
    for (LongCursor id : changed) {
      members.add(topology.componentOrdinal(id.value));
    }
    for (IntCursor member : members) {
      begin(member.value);
    }
    spread();
    for (IntCursor member : members) {
      if (!origins.containsKey(member.value)) {
        fromOutside(member.value);
        spread();
      }
    }
    walked = true;
  }

  /** Where a state has its origin. */
  private void begin(int component) {
    long id = topology.componentId(component);
    byte level = states.propagated(id);
    if (level == HEALTHY ? inputs.contains(id) : rules.of(id) == null && states.own(id) == level) {
      origin(component);
      return;
    }
    Links links = topology.links(component);
    for (int i = 0; i < links.size() && level != HEALTHY; i++) {
      if (Dependencies.depends(links.kind(i)) && states.own(topology, links, i) == level) {
        relations.put(component, links.relation(i));
        origin(component);
        return;
      }
    }
  }

  private void origin(int component) {
    origins.put(component, component);
    pending.addLast(component);
  }

  private void spread() {
    while (!pending.isEmpty()) {
      int component = pending.removeFirst();
      Links links = topology.links(component);
      for (int i = 0; i < links.size(); i++) {
        int dependent = links.neighbour(i);
        if (Dependencies.neededBy(links.kind(i))
            && members.contains(dependent)
            && !origins.containsKey(dependent)
            && supports(component, dependent)) {
          link(dependent, links.relation(i), component);
          pending.addLast(dependent);
        }
      }
    }
  }

  private void link(int dependent, int relation, int dependency) {
    relations.put(dependent, relation);
    dependencies.put(dependent, dependency);
    origins.put(dependent, origins.get(dependency));
  }

  private boolean supports(int dependency, int dependent) {
    byte level = states.propagated(topology.componentId(dependency));
    byte needed = states.propagated(topology.componentId(dependent));
    return rules.of(topology.componentId(dependent)) == null
        ? level == needed
        : needed == HEALTHY || level == mostSevere(dependent);
  }

  private byte mostSevere(int component) {
    byte most = HEALTHY;
    Links links = topology.links(component);
    for (int i = 0; i < links.size(); i++) {
      if (Dependencies.depends(links.kind(i))) {
        most = max(most, states.propagated(topology.componentId(links.neighbour(i))));
      }
    }
    return most;
  }

  /** The state was there before the update, and came by a new relation: looks where it is from. */
  private void fromOutside(int component) {
    IntIntHashMap towards = new IntIntHashMap();
    IntArrayDeque upstream = new IntArrayDeque();
    towards.put(component, NONE);
    upstream.addLast(component);
    while (!upstream.isEmpty() && towards.size() < MAX_LOOKED_AT) {
      int reached = upstream.removeFirst();
      if (!origins.containsKey(reached)) {
        begin(reached);
      }
      if (origins.containsKey(reached)) {
        join(reached, towards);
        return;
      }
      addSupports(reached, towards, upstream);
    }
    origin(component);
  }

  private void addSupports(int component, IntIntHashMap towards, IntArrayDeque upstream) {
    Links links = topology.links(component);
    for (int i = 0; i < links.size(); i++) {
      int dependency = links.neighbour(i);
      if (Dependencies.depends(links.kind(i))
          && states.propagated(topology.componentId(dependency)) != HEALTHY
          && supports(dependency, component)
          && towards.putIfAbsent(dependency, component)) {
        upstream.addLast(dependency);
      }
    }
  }

  private void join(int origin, IntIntHashMap towards) {
    int before = origin;
    for (int next = towards.get(before); next != NONE; next = towards.get(next)) {
      link(next, relation(next, before), before);
      pending.addLast(next);
      before = next;
    }
  }

  private int relation(int dependent, int dependency) {
    Links links = topology.links(dependent);
    for (int i = 0; i < links.size(); i++) {
      if (Dependencies.depends(links.kind(i)) && links.neighbour(i) == dependency) {
        return links.relation(i);
      }
    }
    throw new IllegalStateException("no relation between " + dependent + " and " + dependency);
  }
}
