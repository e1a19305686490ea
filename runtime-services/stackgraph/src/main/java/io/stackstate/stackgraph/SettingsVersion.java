package io.stackstate.stackgraph;

/**
 * What a settings node was for a while.
 *
 * @param sinceMillis when it became so, epoch milliseconds
 * @param untilMillis when it became something else or was deleted; {@link #PRESENT} while it is so
 */
public record SettingsVersion(SettingsNode node, long sinceMillis, long untilMillis) {
  public static final long PRESENT = Long.MAX_VALUE;

  /** Whether the node was that at an instant, epoch milliseconds. */
  public boolean holdsAt(long timeMillis) {
    return sinceMillis <= timeMillis && timeMillis < untilMillis;
  }
}
