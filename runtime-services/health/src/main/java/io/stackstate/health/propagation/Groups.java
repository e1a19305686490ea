package io.stackstate.health.propagation;

import static io.stackstate.health.propagation.States.HEALTHY;
import static io.stackstate.health.propagation.States.max;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntByteHashMap;
import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.IntCursor;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;

/**
 * Works off the part of a region in which components follow rules of their own or depend on such:
 * group after group of those that depend on each other, and only groups whose input has changed.
 */
final class Groups {
  private final TopologySnapshot topology;
  private final States states;
  private final Rules rules;
  private final OwnStates own;
  private final LongHashSet changed;
  private final Result result;
  private long steps;

  /** Is given what each component of a group comes to. */
  interface Result {
    /**
     * @param error null when there is none
     * @return whether the state is another one now
     */
    boolean put(long component, byte level, String error);
  }

  /**
   * @param own what rules see of elements besides
   * @param changed ids of components whose own state, relations, rule or propagated state have
   *     changed; those that change here are added
   */
  Groups(
      TopologySnapshot topology,
      States states,
      Rules rules,
      OwnStates own,
      LongHashSet changed,
      Result result) {
    this.topology = topology;
    this.states = states;
    this.rules = rules;
    this.own = own;
    this.changed = changed;
    this.result = result;
  }

  /**
   * @param region ordinals as keys
   * @return how many components were decided, those decided again counted again
   */
  long work(IntByteHashMap region) {
    Condensation.visit(topology, region, this::group);
    return steps;
  }

  private void group(IntArrayList members) {
    if (!isConcerned(members)) {
      return;
    }
    boolean usual = true;
    for (IntCursor member : members) {
      usual &= rules.of(topology.componentId(member.value)) == null;
    }
    if (usual) {
      store(members, mostSevere(members));
      return;
    }
    FixedPoint point = new FixedPoint(topology, states, rules, own, members);
    point.run();
    steps += point.steps();
    for (IntCursor member : members) {
      put(member.value, point.level(member.value), point.error(member.value));
    }
  }

  private boolean isConcerned(IntArrayList members) {
    for (IntCursor member : members) {
      if (changed.contains(topology.componentId(member.value))) {
        return true;
      }
      Links links = topology.links(member.value);
      for (int i = 0; i < links.size(); i++) {
        if (Dependencies.depends(links.kind(i))
            && changed.contains(topology.componentId(links.neighbour(i)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Each of them depends on all others, so all have the same state. */
  private byte mostSevere(IntArrayList members) {
    IntHashSet inside = new IntHashSet(members);
    byte level = HEALTHY;
    for (IntCursor member : members) {
      level = max(level, states.own(topology.componentId(member.value)));
      Links links = topology.links(member.value);
      for (int i = 0; i < links.size(); i++) {
        if (Dependencies.depends(links.kind(i))) {
          level = max(level, states.own(topology, links, i));
          if (!inside.contains(links.neighbour(i))) {
            level = max(level, states.propagated(topology.componentId(links.neighbour(i))));
          }
        }
      }
    }
    return level;
  }

  private void store(IntArrayList members, byte level) {
    steps += members.size();
    for (IntCursor member : members) {
      put(member.value, level, null);
    }
  }

  private void put(int member, byte level, String error) {
    long id = topology.componentId(member);
    if (result.put(id, level, error)) {
      changed.add(id);
    }
  }
}
