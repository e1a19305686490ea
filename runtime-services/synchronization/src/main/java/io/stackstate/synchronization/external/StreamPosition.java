package io.stackstate.synchronization.external;

/**
 * What must be read again after a restart, kept with the committed offset of the stream.
 *
 * @param open the offset of the start marker of the open snapshot; null when none is open
 * @param parked the offset of the relation that has waited longest; null when none waits
 */
public record StreamPosition(Long open, Long parked) {
  public static final StreamPosition NONE = new StreamPosition(null, null);

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
