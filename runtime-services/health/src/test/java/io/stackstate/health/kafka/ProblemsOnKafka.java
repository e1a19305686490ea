package io.stackstate.health.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.ProblemChange;
import io.stackstate.model.intake.TopologyEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Problems in the log, their events, and what they should be. */
final class ProblemsOnKafka {
  private ProblemsOnKafka() {}

  /** The members of each live problem, sorted. */
  static List<String> members(TestKafka kafka) throws IOException {
    return kafka.problems().values().stream().map(p -> members(p).toString()).sorted().toList();
  }

  private static Set<Long> members(Problem problem) {
    Set<Long> members = new TreeSet<>();
    members.add(problem.rootCause().elementId());
    problem.contributing().forEach(cause -> members.add(cause.elementId()));
    return members;
  }

  /**
   * What {@link #members(TestKafka)} should be: one problem for each group of unhealthy elements
   * that depend on each other and on nothing else that is unhealthy.
   *
   * @param relations source and target
   */
  static List<String> expected(Map<Long, HealthState> own, Collection<long[]> relations) {
    Map<Long, Set<Long>> reached = new TreeMap<>();
    own.forEach(
        (id, state) -> {
          if (state.compareTo(HealthState.DEVIATING) >= 0) {
            reached.put(id, reached(id, relations));
          }
        });
    reached.values().forEach(below -> below.retainAll(reached.keySet()));
    Set<String> problems = new TreeSet<>();
    reached.forEach(
        (root, below) -> {
          if (below.stream().allMatch(other -> reached.get(other).contains(root))) {
            Set<Long> members = new TreeSet<>();
            reached.forEach(
                (id, dependencies) -> {
                  if (dependencies.contains(root)) {
                    members.add(id);
                  }
                });
            problems.add(members + " above " + below);
          }
        });
    return problems.stream().map(p -> p.substring(0, p.indexOf(" above "))).sorted().toList();
  }

  private static Set<Long> reached(long from, Collection<long[]> relations) {
    Set<Long> reached = new HashSet<>(Set.of(from));
    Deque<Long> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      long id = open.remove();
      for (long[] ends : relations) {
        if (ends[0] == id && reached.add(ends[1])) {
          open.add(ends[1]);
        }
      }
    }
    return reached;
  }

  /** Each problem is told of from its creation to its end, once, and the log knows the same. */
  static void assertToldOnce(TestKafka kafka) throws IOException {
    Map<Long, Set<Long>> told = new HashMap<>();
    Set<Long> ended = new HashSet<>();
    for (TopologyEvent event : kafka.events()) {
      if (!event.type().startsWith("Problem ")) {
        continue;
      }
      ProblemChange change = Json.mapper().readValue(event.data(), ProblemChange.class);
      long id = change.problemId();
      assertThat(ended).as(event.toString()).doesNotContain(id);
      assertThat(told.containsKey(id))
          .as(event.toString())
          .isNotEqualTo(event.type().equals(EventTypes.PROBLEM_CREATED));
      if (event.type().equals(EventTypes.PROBLEM_CREATED)
          || event.type().equals(EventTypes.PROBLEM_UPDATED)) {
        told.put(id, new TreeSet<>(change.nodes()));
      } else {
        assertThat(new TreeSet<>(change.nodes())).isEqualTo(told.remove(id));
        ended.add(id);
      }
    }
    Map<Long, Set<Long>> live = new HashMap<>();
    kafka.problems().forEach((id, problem) -> live.put(id, members(problem)));
    assertThat(told).isEqualTo(live);
    assertThat(told).isNotEmpty();
  }
}
