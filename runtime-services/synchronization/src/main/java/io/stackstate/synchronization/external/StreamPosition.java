package io.stackstate.synchronization.external;

import io.stackstate.synchronization.mapping.PipelineVersion;

/**
 * What must be known of a stream after a restart, kept with its committed offset.
 *
 * @param open the offset of the start marker of the open snapshot; null when none is open
 * @param parked the offset of the relation that has waited longest; null when none waits
 * @param evaluated the pipeline that all elements have been evaluated by
 * @param resetAt the newest reset that is finished; 0 for none
 */
public record StreamPosition(Long open, Long parked, PipelineVersion evaluated, long resetAt) {
  public static final StreamPosition NONE =
      new StreamPosition(null, null, PipelineVersion.BUILT_IN, 0);

  /** Where to read from again, given the committed offset. */
  public long replayFrom(long committed) {
    long from = committed;
    if (open != null) {
      from = Math.min(from, open);
    }
    if (parked != null) {
      from = Math.min(from, parked);
    }
    return from;
  }
}
