package io.stackstate.health.element;

import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Propagation as the health sheet defines it (sections 5.1 to 5.4), applied to the whole, without
 * regard to cost.
 */
final class Definition {
  final Map<Long, HealthState> own = new HashMap<>();

  /** The number of the rule of each component; 0 for the usual one. */
  final Map<Long, Long> components = new TreeMap<>();

  final Map<Long, Edge> edges = new TreeMap<>();

  private final Map<Long, HealthState> states = new HashMap<>();
  private final Set<Long> failed = new LinkedHashSet<>();

  record Edge(long source, long target, DependencyDirection direction) {}

  HealthState component(long id) {
    return states.getOrDefault(id, HealthState.UNKNOWN);
  }

  boolean failed(long id) {
    return failed.contains(id);
  }

  HealthState relation(long id) {
    return relation(id, states);
  }

  void evaluate() {
    states.clear();
    failed.clear();
    Set<Long> done = new LinkedHashSet<>();
    while (done.size() < components.size()) {
      for (long id : components.keySet()) {
        Set<Long> group = group(id);
        Set<Long> needed = new LinkedHashSet<>();
        group.forEach(member -> needed.addAll(dependencies(member)));
        needed.removeAll(group);
        if (!done.contains(id) && done.containsAll(needed)) {
          settle(group);
          done.addAll(group);
        }
      }
    }
  }

  private void settle(Set<Long> group) {
    Set<Long> unstable = new LinkedHashSet<>();
    Set<Long> late;
    do {
      late = rounds(group, unstable);
      unstable.addAll(late);
    } while (!late.isEmpty());
    failed.addAll(unstable);
  }

  /** The members that do not come to rest. */
  private Set<Long> rounds(Set<Long> group, Set<Long> unstable) {
    group.forEach(states::remove);
    Set<Long> late = new LinkedHashSet<>();
    boolean usual = group.stream().allMatch(member -> components.get(member) == 0);
    for (int round = 0; usual || round < 2 * group.size() + 2; round++) {
      Map<Long, HealthState> before = Map.copyOf(states);
      for (long member : group) {
        if (!unstable.contains(member)) {
          states.put(member, decide(member, before));
        }
      }
      boolean changed = false;
      for (long member : group) {
        HealthState was = before.getOrDefault(member, HealthState.UNKNOWN);
        if (was != states.getOrDefault(member, HealthState.UNKNOWN)) {
          changed = true;
          if (round > group.size()) {
            late.add(member);
          }
        }
      }
      if (!changed) {
        return Set.of();
      }
    }
    return late;
  }

  private HealthState decide(long member, Map<Long, HealthState> before) {
    List<HealthState> seen = new ArrayList<>();
    List<HealthState> owns = new ArrayList<>();
    for (long relation : relations(member)) {
      seen.add(relation(relation, before));
      owns.add(own.get(relation) == null ? HealthState.UNKNOWN : own.get(relation));
    }
    List<HealthState> all = new ArrayList<>(seen);
    all.add(unhealthy(own.get(member)));
    HealthState auto = TestRules.worst(all);
    int rule = components.get(member).intValue();
    if (rule == 0) {
      return auto;
    }
    HealthState state = TestRules.values()[rule - 1].decide(new TestRules.Seen(auto, seen, owns));
    failed.remove(member);
    if (state == null) {
      failed.add(member);
      return HealthState.UNKNOWN;
    }
    return state;
  }

  private HealthState relation(long id, Map<Long, HealthState> states) {
    Edge edge = edges.get(id);
    List<HealthState> all = new ArrayList<>();
    all.add(unhealthy(own.get(id)));
    if (isLinked(edge) && edge.direction() != DependencyDirection.NONE) {
      all.add(states.getOrDefault(edge.target(), HealthState.UNKNOWN));
      if (edge.direction() == DependencyDirection.BOTH) {
        all.add(states.getOrDefault(edge.source(), HealthState.UNKNOWN));
      }
    }
    return TestRules.worst(all);
  }

  /** The relations that a component depends through. */
  private Collection<Long> relations(long component) {
    List<Long> found = new ArrayList<>();
    edges.forEach(
        (id, edge) -> {
          boolean forward =
              edge.source() == component && edge.direction() != DependencyDirection.NONE;
          boolean back = edge.target() == component && edge.direction() == DependencyDirection.BOTH;
          if (isLinked(edge) && (forward || back)) {
            found.add(id);
          }
        });
    return found;
  }

  private Set<Long> dependencies(long component) {
    Set<Long> found = new LinkedHashSet<>();
    for (long relation : relations(component)) {
      Edge edge = edges.get(relation);
      found.add(edge.target());
      if (edge.direction() == DependencyDirection.BOTH) {
        found.add(edge.source());
      }
    }
    return found;
  }

  /** All that a component depends on, however far, and that depend on it. */
  private Set<Long> group(long id) {
    Set<Long> group = new LinkedHashSet<>(Set.of(id));
    for (long other : reachable(id)) {
      if (reachable(other).contains(id)) {
        group.add(other);
      }
    }
    return group;
  }

  private Set<Long> reachable(long id) {
    Set<Long> found = new LinkedHashSet<>(dependencies(id));
    int size;
    do {
      size = found.size();
      for (long each : List.copyOf(found)) {
        found.addAll(dependencies(each));
      }
    } while (found.size() > size);
    return found;
  }

  private boolean isLinked(Edge edge) {
    return components.containsKey(edge.source()) && components.containsKey(edge.target());
  }

  private static HealthState unhealthy(HealthState state) {
    return state != null && state.compareTo(HealthState.DEVIATING) >= 0
        ? state
        : HealthState.UNKNOWN;
  }
}
