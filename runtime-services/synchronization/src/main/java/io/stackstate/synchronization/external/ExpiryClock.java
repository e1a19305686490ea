package io.stackstate.synchronization.external;

/**
 * When to look for what has expired, and when to remove it. Looking at every element is not free,
 * and nobody needs it to the millisecond. Not thread-safe.
 */
final class ExpiryClock {
  private static final long MIN_INTERVAL = 100;
  private static final long MAX_INTERVAL = 10_000;

  private long nextLook;
  private long nextCleanUp;

  boolean isDue(long now) {
    return now >= nextLook;
  }

  /**
   * Begins a look.
   *
   * @param expireAfter milliseconds; null for never
   * @param cleanEvery how often what has expired is removed, milliseconds; null for at once
   * @return whether what has expired is removed now
   */
  boolean look(Long expireAfter, Long cleanEvery, long now) {
    long tenth = expireAfter == null ? MAX_INTERVAL : expireAfter / 10;
    nextLook = now + Math.max(MIN_INTERVAL, Math.min(MAX_INTERVAL, tenth));
    boolean cleans = now >= nextCleanUp;
    if (cleans) {
      nextCleanUp = cleanEvery == null ? 0 : now + cleanEvery;
    }
    return cleans;
  }

  /** Another interval applies from now on. */
  void restart() {
    nextCleanUp = 0;
  }
}
