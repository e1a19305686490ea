package io.stackstate.health.propagation;

import static io.stackstate.health.propagation.States.max;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntByteHashMap;
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;

/**
 * What a component sees of its dependencies while a group is worked on: the states of the group as
 * they were after the last round, and what is stored of all others. Reused from one component to
 * the next.
 */
final class Look implements Surroundings {
  private final TopologySnapshot topology;
  private final States states;
  private final OwnStates own;
  private final IntByteHashMap group;
  private final IntArrayList relations = new IntArrayList();
  private final IntArrayList levels = new IntArrayList();
  private int component;

  /**
   * @param own what rules see of elements besides what is propagated
   * @param group the states of the members of the group by ordinal, kept up to date by the caller
   */
  Look(TopologySnapshot topology, States states, OwnStates own, IntByteHashMap group) {
    this.topology = topology;
    this.states = states;
    this.own = own;
    this.group = group;
  }

  /** Looks from this component. */
  Look from(int component) {
    this.component = component;
    relations.elementsCount = 0;
    levels.elementsCount = 0;
    Links links = topology.links(component);
    for (int i = 0; i < links.size(); i++) {
      if (Dependencies.depends(links.kind(i)) && !isSecond(links, i)) {
        byte level = max(states.own(topology, links, i), level(links.neighbour(i)));
        if (States.isMutual(links, i)) {
          level = max(level, level(component));
        }
        relations.add(links.relation(i));
        levels.add(level);
      }
    }
    return this;
  }

  /** A mutual relation of a component with itself is among its links twice. */
  private boolean isSecond(Links links, int index) {
    return links.neighbour(index) == component
        && States.isMutual(links, index)
        && relations.contains(links.relation(index));
  }

  /** What the usual rule gives. */
  byte usual() {
    byte level = states.own(topology.componentId(component));
    for (int i = 0; i < levels.size(); i++) {
      level = max(level, (byte) levels.get(i));
    }
    return level;
  }

  private byte level(int ordinal) {
    return group.containsKey(ordinal)
        ? group.get(ordinal)
        : states.propagated(topology.componentId(ordinal));
  }

  @Override
  public TopologySnapshot topology() {
    return topology;
  }

  @Override
  public int component() {
    return component;
  }

  @Override
  public HealthState auto() {
    return States.state(usual());
  }

  @Override
  public int dependencies() {
    return relations.size();
  }

  @Override
  public int relation(int index) {
    return relations.get(index);
  }

  @Override
  public HealthState state(int index) {
    return States.state((byte) levels.get(index));
  }

  @Override
  public HealthState own(long id) {
    return own.health(id);
  }

  @Override
  public String runState(long id) {
    return own.runState(id);
  }

  @Override
  public HealthState propagated(int ordinal) {
    return States.state(level(ordinal));
  }
}
