package io.stackstate.model.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A problem that is not resolved: one root cause and what it explains (health sheet, section 7). A
 * tombstone says that it was resolved or subsumed.
 *
 * @param id the same for its whole life, never used again
 * @param rootCause the root cause
 * @param contributing the other unhealthy elements that depend on it, by time of their last change
 * @param createdAt epoch milliseconds, as all times here
 * @param updatedAt when what is said here last changed
 * @param firstUnhealthyAt when the first element that ever was a member became unhealthy
 * @param lastChangeAt when the health of a member last changed
 */
public record Problem(
    long id,
    Cause rootCause,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Cause> contributing,
    long createdAt,
    long updatedAt,
    long firstUnhealthyAt,
    long lastChangeAt) {

  public Problem {
    contributing = contributing == null ? List.of() : List.copyOf(contributing);
  }

  /**
   * An unhealthy element in a problem.
   *
   * @param elementId the component or relation
   * @param health its own health
   * @param changedAt when that last changed
   * @param failingChecks the names of its check states that are not clear
   */
  public record Cause(
      long elementId,
      HealthState health,
      long changedAt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> failingChecks) {

    public Cause {
      failingChecks = failingChecks == null ? List.of() : List.copyOf(failingChecks);
    }
  }
}
