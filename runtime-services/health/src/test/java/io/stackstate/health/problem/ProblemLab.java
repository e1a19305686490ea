package io.stackstate.health.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.event.ProblemChange;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.TopologyIndex;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A change log with a clock, and the problems that are made of it. */
final class ProblemLab {
  static final long SETTLE = 5_000;

  private final TopologyIndex index = new TopologyIndex();
  private final Map<ChangeKey, Commit> log = new HashMap<>();
  private final Map<Long, Problem> live = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private final List<TopologyEvent> events = new ArrayList<>();
  private Problems problems = new Problems(SETTLE);
  private TopologySnapshot seen = index.snapshot();
  private long commits;
  private long now = 1_000_000;

  long now() {
    return now;
  }

  ProblemLab at(long millis) {
    now = millis;
    return this;
  }

  ProblemLab commit(Change... changes) {
    Commit commit = new Commit(commits++, now, List.of(changes));
    for (Change change : changes) {
      log.put(change.key(), new Commit(commit.number(), now, List.of(change)));
    }
    index.apply(commit);
    problems.follow(commit);
    return this;
  }

  /** Own and propagated health of an element; own with one check of the state. */
  ProblemLab health(long id, HealthState own, HealthState propagated) {
    return commit(record(id, own, propagated, "check " + id, now));
  }

  static Change record(long id, HealthState own, HealthState propagated, String check, long since) {
    List<BoundCheckState> checks =
        own == HealthState.UNKNOWN
            ? List.of()
            : List.of(new BoundCheckState(id, "urn:health:a:b", check, own, null, since));
    boolean says = own != HealthState.UNKNOWN || propagated != HealthState.UNKNOWN;
    return new Change(
        new ChangeKey(Aspect.HEALTH, id),
        says ? json(new Health(id, own, propagated, checks)) : null);
  }

  /** Lets a round pass now. */
  ProblemLab round() {
    TopologySnapshot current = index.snapshot();
    problems.next(
        seen,
        current,
        now,
        (change, events) -> {
          if (change.isDelete()) {
            live.remove(change.key().id());
          } else {
            live.put(change.key().id(), read(change.value(), Problem.class));
          }
          log.put(change.key(), new Commit(commits++, now, List.of(change)));
          for (TopologyEvent event : events) {
            this.events.add(event);
            told.add(event.type().replace("Problem ", "") + " " + change.key().id());
          }
        });
    seen = current;
    return this;
  }

  /** Lets what has changed come to rest. */
  ProblemLab settle() {
    round();
    now += SETTLE;
    return round();
  }

  /** Forgets everything but the log, of which compaction has left the last record of each key. */
  ProblemLab restart() {
    problems = new Problems(SETTLE);
    log.values().stream()
        .sorted((a, b) -> Long.compare(a.number(), b.number()))
        .forEach(problems::restore);
    seen = index.snapshot();
    problems.restored(now);
    return this;
  }

  TopologySnapshot snapshot() {
    return index.snapshot();
  }

  Map<Long, Problem> live() {
    return live;
  }

  /** The problem with this root; null when there is none. */
  Problem rootedAt(long id) {
    return live.values().stream()
        .filter(problem -> problem.rootCause().elementId() == id)
        .findFirst()
        .orElse(null);
  }

  /** What was told since the last time: {@code <transition> <id of problem>}. */
  List<String> takeTold() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  ProblemChange lastChange() {
    return read(events.get(events.size() - 1).data().getBytes(), ProblemChange.class);
  }

  TopologyEvent lastEvent() {
    return events.get(events.size() - 1);
  }

  static List<Long> members(Problem problem) {
    List<Long> members = new ArrayList<>();
    members.add(problem.rootCause().elementId());
    problem.contributing().forEach(cause -> members.add(cause.elementId()));
    return members;
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(byte[] json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
