package io.stackstate.model.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A problem that is not resolved: one root cause and what it explains (health sheet, section 7). A
 * tombstone says that it was resolved or subsumed.
 *
 * @param id the same for its whole life, never used again
 * @param rootCause the root cause
 * @param contributing the other unhealthy elements that depend on it, the one whose health changed
 *     last first; when there are very many, the first of them only
 * @param contributingCount how many there are
 * @param fingerprint of all members with their health and failing checks, also of those that are
 *     not listed, and of the root cause: while it is the same, there is nothing to tell
 * @param createdAt epoch milliseconds, as all times here
 * @param updatedAt when what is said here last changed
 * @param firstUnhealthyAt when the first element that ever was a member became unhealthy
 * @param lastChangeAt when the health of a member last changed
 */
public record Problem(
    long id,
    Cause rootCause,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Cause> contributing,
    int contributingCount,
    long fingerprint,
    long createdAt,
    long updatedAt,
    long firstUnhealthyAt,
    long lastChangeAt) {

  public Problem {
    contributing = contributing == null ? List.of() : List.copyOf(contributing);
    contributingCount = Math.max(contributingCount, contributing.size());
  }

  /** A problem with all that contributes to it. */
  public Problem(
      long id,
      Cause rootCause,
      List<Cause> contributing,
      long createdAt,
      long updatedAt,
      long firstUnhealthyAt,
      long lastChangeAt) {
    this(
        id,
        rootCause,
        contributing,
        contributing == null ? 0 : contributing.size(),
        0,
        createdAt,
        updatedAt,
        firstUnhealthyAt,
        lastChangeAt);
  }

  /**
   * An unhealthy element in a problem.
   *
   * @param elementId the component or relation
   * @param health its own health
   * @param changedAt when that last changed
   * @param unhealthyAt since when it is unhealthy
   * @param failingChecks the names of its check states that are unhealthy, the most severe first;
   *     when there are very many, the first of them only
   */
  public record Cause(
      long elementId,
      HealthState health,
      long changedAt,
      long unhealthyAt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> failingChecks) {

    public Cause {
      failingChecks = failingChecks == null ? List.of() : List.copyOf(failingChecks);
      unhealthyAt = unhealthyAt == 0 ? changedAt : unhealthyAt;
    }

    /** One that is unhealthy since its health last changed. */
    public Cause(long elementId, HealthState health, long changedAt, List<String> failingChecks) {
      this(elementId, health, changedAt, changedAt, failingChecks);
    }
  }
}
