package io.stackstate.model.health;

import io.stackstate.model.intake.HealthPayload.Checkpoint;
import java.util.List;

/**
 * What is known of a sub stream, its states excepted.
 *
 * @param subStreamId empty for the default sub stream
 * @param repeatIntervalMs 0 for increments
 * @param expiryIntervalMs null when its states do not expire
 * @param checkpoint the last of an increment; null before the first and for other models
 * @param openedAt the intake offset of the start of the open snapshot; -1 when none is open
 * @param offset the intake offset of its last message, by which a repeated reading is recognised
 * @param buckets what happened in it lately, newest first
 */
public record SubStreamState(
    String urn,
    String subStreamId,
    long repeatIntervalMs,
    Long expiryIntervalMs,
    Checkpoint checkpoint,
    long openedAt,
    int partition,
    long offset,
    int checkStateCount,
    List<StreamError> errors,
    List<Bucket> buckets) {

  /**
   * Counts of one period.
   *
   * @param startMillis when it began, epoch milliseconds
   * @param latencyMillis the sum over its messages of the time from collection to processing
   */
  public record Bucket(
      long startMillis,
      long messages,
      long latencyMillis,
      long creates,
      long updates,
      long deletes) {}
}
