package io.stackstate.operator.status;

import io.stackstate.crds.ConditionStatus;

/**
 * What a look at the platform says about a resource.
 *
 * @param reason CamelCase, for programs
 * @param message for people; must not change while nothing changes, so no times and no counters
 */
public record Verdict(ConditionStatus ready, Progress progress, String reason, String message) {

  /** Whether anything is still going to happen by itself. */
  public enum Progress {
    /** All is as it should be. */
    DONE,
    /** Work is going on, or will be tried again. */
    WORKING,
    /** Nothing happens until somebody changes something. */
    STALLED
  }

  public static Verdict ready(String reason, String message) {
    return new Verdict(ConditionStatus.True, Progress.DONE, reason, message);
  }

  public static Verdict waiting(String reason, String message) {
    return new Verdict(ConditionStatus.False, Progress.WORKING, reason, message);
  }

  /** Nobody can tell how the resource is. */
  public static Verdict unknown(String reason, String message) {
    return new Verdict(ConditionStatus.Unknown, Progress.WORKING, reason, message);
  }

  public static Verdict stalled(String reason, String message) {
    return new Verdict(ConditionStatus.False, Progress.STALLED, reason, message);
  }
}
