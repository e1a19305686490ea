package io.stackstate.health.propagation;

import com.carrotsearch.hppc.IntByteHashMap;
import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.LongObjectHashMap;
import com.carrotsearch.hppc.cursors.IntByteCursor;
import io.stackstate.model.change.HealthState;
import io.stackstate.topology.TopologySnapshot;
import java.util.Objects;
import java.util.Set;

/**
 * Propagation (health sheet, section 5), incremental: usually the propagated state of an element is
 * the most severe of its own and those of what it depends on; components may follow another {@link
 * Rule}. Only unhealthy states are kept, so memory and work follow what is wrong, not what is
 * there.
 *
 * <p>A change is worked off in two steps. The first finds the region that it may reach. The second
 * forgets the region and fills it again: what is upstream of all rules at once, from its border;
 * the rest, if any, in the order of dependencies. One thread.
 */
public final class Propagation {
  private final States states = new States();
  private final Rules rules = new Rules();
  private final LongObjectHashMap<String> errors = new LongObjectHashMap<>();
  private final OwnStates own;
  private long steps;

  /**
   * @param own what rules see of elements besides what is propagated
   */
  public Propagation(OwnStates own) {
    this.own = own;
  }

  /**
   * What an update has changed.
   *
   * @param components the ids of those whose propagated state or error is another now
   * @param chains the ways on which their states came; valid until the next change
   */
  public record Update(LongArrayList components, Chains chains) {}

  /** Sets the own state of a component; {@link #update} must follow for what depends on it. */
  public void own(long component, HealthState state) {
    states.own(component, States.level(state));
  }

  /** Sets the own state of a relation; {@link #update} must follow with its ends. */
  public void ownOfRelation(long relation, HealthState state) {
    states.ownOfRelation(relation, States.level(state));
  }

  /**
   * Sets the rule of a component; {@link #update} must follow with it.
   *
   * @param rule null for the usual one
   */
  public void rule(long component, Rule rule) {
    rules.put(component, rule);
  }

  /** Relations have come or gone, or lead elsewhere. */
  public void topologyChanged() {
    rules.topologyChanged();
  }

  /** The components whose rules use one of these functions. */
  public LongArrayList using(Set<Long> functions) {
    return rules.using(functions);
  }

  /** How many components follow a rule of their own. */
  public int ruled() {
    return rules.size();
  }

  /** How many components have no state because their rule failed. */
  public int failed() {
    return errors.size();
  }

  /** How many components were decided so far, those decided again counted again. */
  public long steps() {
    return steps;
  }

  /** The propagated state of a component: UNKNOWN, DEVIATING, FLAPPING or CRITICAL. */
  public HealthState component(long id) {
    return States.state(states.propagated(id));
  }

  /** Why a component's rule gave no state; null when it did, or there is none. */
  public String error(long component) {
    return errors.get(component);
  }

  /**
   * The propagated state of a relation.
   *
   * @param leadsTo the ids of the components that it leads to
   */
  public HealthState relation(long id, long... leadsTo) {
    byte level = states.ownOfRelation(id);
    for (long component : leadsTo) {
      level = States.max(level, states.propagated(component));
    }
    return States.state(level);
  }

  /** Forgets a component that is no longer there. */
  public void remove(long id) {
    states.own(id, States.HEALTHY);
    states.propagated(id, States.HEALTHY);
    rules.put(id, null);
    errors.remove(id);
  }

  /**
   * Brings the propagated states up to date.
   *
   * @param changed the ids of components whose own state, rule or relations have changed; those
   *     that are not in the topology are ignored
   */
  public Update update(TopologySnapshot topology, LongHashSet changed) {
    LongArrayList found = new LongArrayList();
    LongHashSet ruled = rules.reached(topology);
    IntByteHashMap region = new Region(topology, states, ruled).find(changed);
    if (ruled.isEmpty()) {
      settle(topology, region, found);
    } else {
      IntByteHashMap upstream = new IntByteHashMap();
      IntByteHashMap rest = new IntByteHashMap();
      for (IntByteCursor member : region) {
        boolean reached = ruled.contains(topology.componentId(member.key));
        (reached ? rest : upstream).put(member.key, member.value);
      }
      settle(topology, upstream, found);
      LongHashSet inputs = new LongHashSet(changed);
      inputs.addAll(found);
      steps +=
          new Groups(topology, states, rules, own, inputs, (id, l, e) -> store(id, l, e, found))
              .work(rest);
    }
    return new Update(found, new Chains(topology, states, rules, changed, found));
  }

  private void settle(TopologySnapshot topology, IntByteHashMap region, LongArrayList found) {
    IntByteHashMap settled = Settling.of(topology, states, region);
    steps += region.size();
    for (IntByteCursor member : region) {
      store(topology.componentId(member.key), settled.get(member.key), null, found);
    }
  }

  /** Whether the state is another one now. */
  private boolean store(long id, byte level, String error, LongArrayList found) {
    boolean other = states.propagated(id) != level;
    String before = error == null ? errors.remove(id) : errors.put(id, error);
    if (other) {
      states.propagated(id, level);
    }
    if (other || !Objects.equals(before, error)) {
      found.add(id);
    }
    return other;
  }
}
