package io.stackstate.health.problem;

import static io.stackstate.health.Topology.component;
import static io.stackstate.health.Topology.gone;
import static io.stackstate.health.Topology.relation;
import static io.stackstate.health.problem.ProblemLab.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens, the problems are those of the definition applied to the whole (health sheet,
 * section 7.3), each keeps its id from root to root, and none is told of twice.
 */
class RandomProblemsTest {
  private static final int COMPONENTS = 14;
  private static final int RELATIONS = 22;
  private static final int ROUNDS = 300;
  private static final HealthState[] STATES = {
    HealthState.UNKNOWN,
    HealthState.UNKNOWN,
    HealthState.CLEAR,
    HealthState.DEVIATING,
    HealthState.FLAPPING,
    HealthState.CRITICAL
  };

  private record Edge(long source, long target, DependencyDirection direction) {}

  private final ProblemLab lab = new ProblemLab();
  private final Set<Long> present = new HashSet<>();
  private final Map<Long, Edge> edges = new HashMap<>();
  private final Map<Long, HealthState> own = new HashMap<>();
  private final Map<Long, Long> since = new HashMap<>();

  /** Elements for which a function decides that nothing is wrong. */
  private final Set<Long> cut = new HashSet<>();

  private final Map<Long, HealthState> written = new HashMap<>();
  private final Map<Long, HealthState> writtenOwn = new HashMap<>();

  /** The ids of live problems, as the events tell of them. */
  private final Set<Long> told = new HashSet<>();

  private final Set<Long> ended = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void roundsEqualTheDefinition(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      lab.at(lab.now() + 1 + random.nextInt(3));
      for (int i = random.nextInt(5); i >= 0; i--) {
        change(random);
      }
      writeHealth();
      if (random.nextInt(20) == 0) {
        lab.restart();
      }
      lab.settle();
      String where = "seed " + seed + ", round " + round;
      compare(where);
      followEvents(where);
    }
  }

  private void change(Random random) {
    long id = 1 + random.nextInt(COMPONENTS);
    switch (random.nextInt(6)) {
      case 0, 1 -> own.put(id, STATES[random.nextInt(STATES.length)]);
      case 2 -> {
        if (random.nextInt(4) > 0) {
          present.add(id);
          lab.commit(component(id));
        } else {
          present.remove(id);
          lab.commit(gone(Aspect.COMPONENT, id));
        }
      }
      case 3 -> {
        if (random.nextInt(4) > 0 || !cut.add(id)) {
          cut.remove(id);
        }
        own.put(100L + random.nextInt(RELATIONS), STATES[random.nextInt(STATES.length)]);
      }
      default -> changeRelation(random, id);
    }
  }

  private void changeRelation(Random random, long source) {
    long relation = 100 + random.nextInt(RELATIONS);
    if (random.nextInt(4) == 0) {
      edges.remove(relation);
      lab.commit(gone(Aspect.RELATION, relation));
      return;
    }
    DependencyDirection[] directions = DependencyDirection.values();
    Edge edge =
        new Edge(
            source, 1 + random.nextInt(COMPONENTS), directions[random.nextInt(directions.length)]);
    edges.put(relation, edge);
    lab.commit(relation(relation, edge.source(), edge.target(), edge.direction()));
  }

  /** Writes the records that health writes: those that have changed. */
  private void writeHealth() {
    Map<Long, HealthState> propagated = propagate();
    Set<Long> ids = new TreeSet<>(own.keySet());
    ids.addAll(propagated.keySet());
    ids.addAll(written.keySet());
    for (long id : ids) {
      HealthState ownNow =
          isThere(id) ? own.getOrDefault(id, HealthState.UNKNOWN) : HealthState.UNKNOWN;
      HealthState now = propagated.getOrDefault(id, HealthState.UNKNOWN);
      boolean unhealthy = Unhealthy.isUnhealthy(ownNow);
      if (!unhealthy) {
        since.remove(id);
      } else {
        since.putIfAbsent(id, lab.now());
      }
      if (ownNow != writtenOwn.getOrDefault(id, HealthState.UNKNOWN)
          || now != written.getOrDefault(id, HealthState.UNKNOWN)) {
        lab.health(id, ownNow, now);
        writtenOwn.put(id, ownNow);
        written.put(id, now);
      }
    }
  }

  private Map<Long, HealthState> propagate() {
    Map<Long, HealthState> states = new HashMap<>();
    boolean changed = true;
    while (changed) {
      changed = false;
      Set<Long> all = new HashSet<>(present);
      all.addAll(edges.keySet());
      for (long id : all) {
        HealthState state = HealthState.UNKNOWN;
        if (isThere(id) && Unhealthy.isUnhealthy(own.getOrDefault(id, HealthState.UNKNOWN))) {
          state = own.get(id);
        }
        for (long dependency : dependencies(id)) {
          HealthState from = states.getOrDefault(dependency, HealthState.UNKNOWN);
          state = state.compareTo(from) >= 0 ? state : from;
        }
        if (cut.contains(id)) {
          state = HealthState.UNKNOWN;
        }
        changed |= state != states.getOrDefault(id, HealthState.UNKNOWN);
        states.put(id, state);
      }
    }
    return states;
  }

  private boolean isThere(long id) {
    return present.contains(id) || edges.containsKey(id);
  }

  /** Of a component the relations, of a relation the components. */
  private Set<Long> dependencies(long id) {
    Set<Long> found = new TreeSet<>();
    edges.forEach(
        (relation, edge) -> {
          if (!present.contains(edge.source())
              || !present.contains(edge.target())
              || edge.direction() == DependencyDirection.NONE) {
            return;
          }
          boolean both = edge.direction() == DependencyDirection.BOTH;
          if (id == edge.source() || both && id == edge.target()) {
            found.add(relation);
          }
          if (id == relation) {
            found.add(edge.target());
            if (both) {
              found.add(edge.source());
            }
          }
        });
    return found;
  }

  /** All that is unhealthy by itself and that an element's state comes from, itself included. */
  private Set<Long> reached(long from, Map<Long, HealthState> propagated) {
    Set<Long> seen = new HashSet<>(Set.of(from));
    Deque<Long> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      long id = open.remove();
      if (Unhealthy.isUnhealthy(propagated.getOrDefault(id, HealthState.UNKNOWN))) {
        for (long dependency : dependencies(id)) {
          if (Unhealthy.isUnhealthy(propagated.getOrDefault(dependency, HealthState.UNKNOWN))
              && seen.add(dependency)) {
            open.add(dependency);
          }
        }
      }
    }
    seen.retainAll(since.keySet());
    return seen;
  }

  private void compare(String where) {
    Map<Long, HealthState> propagated = propagate();
    Map<Long, Set<Long>> reached = new HashMap<>();
    since.keySet().forEach(id -> reached.put(id, reached(id, propagated)));
    Map<Long, Set<Long>> expected = new TreeMap<>();
    for (long id : since.keySet()) {
      boolean bottom = reached.get(id).stream().allMatch(other -> reached.get(other).contains(id));
      boolean first = reached.get(id).stream().allMatch(other -> isBefore(id, other));
      if (bottom && first) {
        Set<Long> explained = new TreeSet<>();
        reached.forEach(
            (member, below) -> {
              if (below.contains(id)) {
                explained.add(member);
              }
            });
        expected.put(id, explained);
      }
    }
    Map<Long, Set<Long>> found = new TreeMap<>();
    for (Problem problem : lab.live().values()) {
      List<Long> members = members(problem);
      assertThat(members).as(where).doesNotHaveDuplicates();
      assertThat(found.put(problem.rootCause().elementId(), new TreeSet<>(members)))
          .as("two problems with one root, " + where)
          .isNull();
      assertThat(problem.contributing().stream().map(c -> -c.changedAt()).toList())
          .as(where)
          .isSorted();
    }
    assertThat(found).as(where).isEqualTo(expected);
  }

  private boolean isBefore(long id, long other) {
    int bySince = Long.compare(since.get(id), since.get(other));
    return bySince < 0 || bySince == 0 && id <= other;
  }

  private void followEvents(String where) {
    for (String event : lab.takeTold()) {
      String transition = event.substring(0, event.indexOf(' '));
      long id = Long.parseLong(event.substring(event.indexOf(' ') + 1));
      assertThat(ended).as(event + ", " + where).doesNotContain(id);
      switch (transition) {
        case "Created" -> assertThat(told.add(id)).as(event + ", " + where).isTrue();
        case "Updated" -> assertThat(told).as(event + ", " + where).contains(id);
        default -> {
          assertThat(told.remove(id)).as(event + ", " + where).isTrue();
          ended.add(id);
        }
      }
    }
    assertThat(told).as(where).isEqualTo(lab.live().keySet());
    Set<Long> covered = new HashSet<>();
    lab.live().values().forEach(problem -> covered.addAll(members(problem)));
    assertThat(covered).as(where).isEqualTo(since.keySet());
  }
}
