package io.stackstate.api.topology;

import java.time.Duration;
import java.time.Instant;

/**
 * How a wait for the graph goes, which folds the log later than the live topology does. Far behind,
 * as after the import of a large topology, it is better to say so at once than when all time for
 * the answer is gone. Pure.
 *
 * @param begun when the wait began
 * @param reachedMillis the time of the newest commit in the graph then, epoch milliseconds
 */
record CatchUp(Instant begun, long reachedMillis) {
  /** Earlier the graph may just be busy with one batch. */
  private static final Duration JUDGED_AFTER = Duration.ofSeconds(1);

  /** Whether the graph, going on like this, reaches an instant only after the deadline. */
  boolean isHopeless(Instant now, long nowReachedMillis, long wantedMillis, Instant deadline) {
    Duration waited = Duration.between(begun, now);
    double gained = (double) nowReachedMillis - reachedMillis;
    if (waited.compareTo(JUDGED_AFTER) < 0 || gained <= 0) {
      return false;
    }
    double missing = (double) wantedMillis - nowReachedMillis;
    return missing / gained * waited.toMillis() > Duration.between(now, deadline).toMillis();
  }

  /** Says how far the graph is. */
  static String text(long reachedMillis, long wantedMillis, long missingRecords) {
    return "history is stored up to "
        + Instant.ofEpochMilli(reachedMillis)
        + ", not yet up to "
        + Instant.ofEpochMilli(wantedMillis)
        + "; "
        + missingRecords
        + " records of the change log are still to be stored";
  }
}
