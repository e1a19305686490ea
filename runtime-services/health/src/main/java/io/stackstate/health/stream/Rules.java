package io.stackstate.health.stream;

import io.stackstate.health.stream.StateReader.Sent;
import io.stackstate.model.health.ConsistencyModel;
import io.stackstate.model.intake.HealthPayload.Checkpoint;

/**
 * What a consistency model makes of the messages of a sub stream (health sheet, section 4.2). Times
 * are epoch milliseconds. One thread.
 */
sealed interface Rules permits Snapshots, Expiry, Increments {

  ConsistencyModel model();

  /** A readable state. */
  void state(Sent sent, long now);

  /** Time passes. Returns whether the sub stream has expired as a whole. */
  boolean tick(long now);

  Kept kept();

  /**
   * What must survive a restart; null and 0 for what the model does not have.
   *
   * @param openedAt the intake offset where the open snapshot began, or -1
   */
  record Kept(long repeatMillis, Long expiryMillis, Checkpoint checkpoint, long openedAt) {
    static final long NONE_OPEN = -1;
  }
}
