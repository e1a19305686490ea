package io.stackstate.health.propagation;

import static io.stackstate.health.propagation.States.HEALTHY;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntByteHashMap;
import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntObjectHashMap;
import com.carrotsearch.hppc.cursors.IntCursor;
import io.stackstate.health.propagation.Rule.Verdict;
import io.stackstate.topology.Links;
import io.stackstate.topology.TopologySnapshot;

/**
 * The states of components that depend on each other, some of which follow rules of their own
 * (health sheet, section 5.4, points 3 and 4): all begin healthy, and in each round all are decided
 * from the states of the round before, until nothing changes. Rules need not be monotone, so after
 * {@code 2 n + 2} rounds it ends: members that changed in the second half of the rounds get an
 * error, count as healthy, and the others begin anew with that, so that what is left of the group
 * agrees with itself.
 */
final class FixedPoint {
  private static final String UNSTABLE =
      "the components that depend on each other here do not come to rest";

  private final TopologySnapshot topology;
  private final Rules rules;
  private final IntByteHashMap levels = new IntByteHashMap();
  private final IntObjectHashMap<String> errors = new IntObjectHashMap<>();
  private final IntHashSet unstable = new IntHashSet();
  private final IntHashSet late = new IntHashSet();
  private final IntArrayList members;
  private final Look look;
  private long steps;

  FixedPoint(
      TopologySnapshot topology, States states, Rules rules, OwnStates own, IntArrayList members) {
    this.topology = topology;
    this.rules = rules;
    this.members = members;
    this.look = new Look(topology, states, own, levels);
  }

  void run() {
    while (!settles()) {
      unstable.addAll(late);
    }
    for (IntCursor member : unstable) {
      errors.put(member.value, UNSTABLE);
    }
  }

  byte level(int member) {
    return levels.get(member);
  }

  /** Why a member has no state; null when it has one. */
  String error(int member) {
    return errors.get(member);
  }

  /** How many decisions were made. */
  long steps() {
    return steps;
  }

  /** Whether it came to rest; otherwise {@link #late} has those that did not. */
  private boolean settles() {
    int rounds = 2 * members.size() + 2;
    late.clear();
    for (IntCursor member : members) {
      levels.put(member.value, HEALTHY);
    }
    IntArrayList next = members;
    for (int round = 0; round < rounds; round++) {
      IntByteHashMap changes = decide(next);
      if (changes.isEmpty()) {
        return true;
      }
      levels.putAll(changes);
      if (round > members.size()) {
        late.addAll(changes.keys());
      }
      next = dependents(changes);
    }
    return false;
  }

  private IntByteHashMap decide(IntArrayList undecided) {
    IntByteHashMap changes = new IntByteHashMap();
    for (IntCursor member : undecided) {
      if (unstable.contains(member.value)) {
        continue;
      }
      steps++;
      byte level = decide(member.value);
      if (level != levels.get(member.value)) {
        changes.put(member.value, level);
      }
    }
    return changes;
  }

  private byte decide(int member) {
    look.from(member);
    Rule rule = rules.of(topology.componentId(member));
    if (rule == null) {
      return look.usual();
    }
    Verdict verdict = rule.decide(look);
    if (verdict.error() == null) {
      errors.remove(member);
      return States.level(verdict.state());
    }
    errors.put(member, verdict.error());
    return HEALTHY;
  }

  /** The members whose decision may be another one now, each once. */
  private IntArrayList dependents(IntByteHashMap changes) {
    IntHashSet found = new IntHashSet();
    for (IntCursor changed : changes.keys()) {
      Links links = topology.links(changed.value);
      for (int i = 0; i < links.size(); i++) {
        if (Dependencies.neededBy(links.kind(i)) && levels.containsKey(links.neighbour(i))) {
          found.add(links.neighbour(i));
        }
        if (States.isMutual(links, i)) {
          found.add(changed.value);
        }
      }
    }
    return new IntArrayList(found);
  }
}
