package io.stackstate.health.problem;

import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.ProblemChange;
import java.util.ArrayList;
import java.util.List;

/** What became of a problem (health sheet, section 7.2). */
sealed interface Verdict {

  /** It is new. */
  record Created(Problem after, Explained explained) implements Verdict {
    @Override
    public String type() {
      return EventTypes.PROBLEM_CREATED;
    }

    @Override
    public ProblemChange change() {
      return told(after, explained);
    }
  }

  /** Its root cause, its members or what is wrong with them has changed. */
  record Updated(Problem after, Explained explained) implements Verdict {
    @Override
    public String type() {
      return EventTypes.PROBLEM_UPDATED;
    }

    @Override
    public ProblemChange change() {
      return told(after, explained);
    }
  }

  /** Nothing is to be told. */
  record Same(Problem after) implements Verdict {
    @Override
    public String type() {
      return "";
    }

    @Override
    public ProblemChange change() {
      throw new IllegalStateException("nothing has changed");
    }
  }

  /** An older one has the same root cause now. */
  record Subsumed(Problem before, long by) implements Verdict {
    @Override
    public Problem after() {
      return null;
    }

    @Override
    public String type() {
      return EventTypes.PROBLEM_SUBSUMED;
    }

    @Override
    public ProblemChange change() {
      return last(before, List.of(by));
    }
  }

  /** None of its members is unhealthy any more. */
  record Resolved(Problem before) implements Verdict {
    @Override
    public Problem after() {
      return null;
    }

    @Override
    public String type() {
      return EventTypes.PROBLEM_RESOLVED;
    }

    @Override
    public ProblemChange change() {
      return last(before, List.of());
    }
  }

  /** What the problem is now; null when it has ended. */
  Problem after();

  /** The type of the event that tells of it. */
  String type();

  /** What that event says. */
  ProblemChange change();

  private static ProblemChange told(Problem problem, Explained explained) {
    return new ProblemChange(
        problem.id(),
        problem.rootCause().elementId(),
        nodes(problem),
        List.of(),
        explained.worst(),
        explained.since());
  }

  private static ProblemChange last(Problem problem, List<Long> superProblemIds) {
    HealthState worst = problem.rootCause().health();
    long since = problem.rootCause().unhealthyAt();
    for (Problem.Cause cause : problem.contributing()) {
      worst = worst.compareTo(cause.health()) >= 0 ? worst : cause.health();
      since = Math.min(since, cause.unhealthyAt());
    }
    return new ProblemChange(
        problem.id(),
        problem.rootCause().elementId(),
        nodes(problem),
        superProblemIds,
        worst,
        since);
  }

  private static List<Long> nodes(Problem problem) {
    List<Long> nodes = new ArrayList<>();
    nodes.add(problem.rootCause().elementId());
    problem.contributing().forEach(cause -> nodes.add(cause.elementId()));
    return nodes;
  }
}
