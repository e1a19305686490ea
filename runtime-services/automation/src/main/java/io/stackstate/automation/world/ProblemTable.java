package io.stackstate.automation.world;

import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Problem;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The problems that are not resolved, as the change log has them. Thread-safe. */
public final class ProblemTable {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemTable.class);

  private final Map<Long, Problem> problems = new HashMap<>();
  private final Map<Long, Set<Long>> byElement = new HashMap<>();

  /** Takes what a commit says of problems. */
  public synchronized void apply(Commit commit) {
    for (Change change : commit.changes()) {
      if (change.key().aspect() == Aspect.PROBLEM) {
        apply(change);
      }
    }
  }

  private void apply(Change change) {
    long id = change.key().id();
    Problem old = problems.remove(id);
    if (old != null) {
      elements(old).forEach(element -> byElement.getOrDefault(element, new HashSet<>()).remove(id));
    }
    if (change.isDelete()) {
      return;
    }
    try {
      Problem problem = Json.mapper().readValue(change.value(), Problem.class);
      problems.put(id, problem);
      elements(problem)
          .forEach(element -> byElement.computeIfAbsent(element, e -> new HashSet<>()).add(id));
    } catch (IOException e) {
      LOG.warn("problem {} is not valid and is passed over: {}", id, e.getMessage());
    }
  }

  private static LongStream elements(Problem problem) {
    return LongStream.concat(
        LongStream.of(problem.rootCause().elementId()),
        problem.contributing().stream().mapToLong(Problem.Cause::elementId));
  }

  /** A problem that the element is part of; the oldest of several. */
  public synchronized Optional<Problem> of(long element) {
    return byElement.getOrDefault(element, Set.of()).stream()
        .map(problems::get)
        .min(Comparator.comparingLong(Problem::createdAt).thenComparingLong(Problem::id));
  }

  /** All of them, in the order of their ids. */
  public synchronized List<Problem> all() {
    return problems.values().stream().sorted(Comparator.comparingLong(Problem::id)).toList();
  }
}
