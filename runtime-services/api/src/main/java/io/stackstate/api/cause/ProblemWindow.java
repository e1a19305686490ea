package io.stackstate.api.cause;

import io.stackstate.model.change.Problem;
import java.time.Duration;

/**
 * The time in which the cause of a problem is looked for: from an hour before its first element
 * became unhealthy until five minutes after the health of a member last changed (health sheet,
 * section 7.1).
 *
 * @param from epoch milliseconds, included, as is {@code to}
 */
public record ProblemWindow(long from, long to) {
  private static final long BEFORE = Duration.ofHours(1).toMillis();
  private static final long AFTER = Duration.ofMinutes(5).toMillis();

  /** That of a problem. */
  public static ProblemWindow of(Problem problem) {
    return new ProblemWindow(problem.firstUnhealthyAt() - BEFORE, problem.lastChangeAt() + AFTER);
  }
}
