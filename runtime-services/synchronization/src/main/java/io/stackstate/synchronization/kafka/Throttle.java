package io.stackstate.synchronization.kafka;

import io.stackstate.synchronization.external.RateLimit;

/**
 * Says how many elements of a stream may be processed now. What was not used is kept for one second
 * at most. While elements wait it gives out whole batches, or else there would be a transaction for
 * every few elements. For one thread.
 */
final class Throttle {
  private static final double NANOS = 1e9;

  private RateLimit limit;
  private double allowed;
  private long refilledNanos;
  private long waitingSinceNanos;
  private boolean waiting;

  /**
   * Takes the limit that applies from now on.
   *
   * @param next null for none
   */
  void limit(RateLimit next, long nowNanos) {
    if (next == null ? limit == null : next.equals(limit)) {
      return;
    }
    limit = next;
    allowed = next == null ? 0 : next.elementsPerSecond();
    refilledNanos = nowNanos;
  }

  /**
   * Takes as many of {@code available} elements as may be processed now.
   *
   * @return how many; less than available means that the others wait
   */
  int take(int available, long nowNanos) {
    if (limit == null) {
      return available;
    }
    double second = limit.elementsPerSecond();
    allowed = Math.min(second, allowed + (nowNanos - refilledNanos) / NANOS * second);
    refilledNanos = nowNanos;
    int least = Math.min(available, limit.batchSize());
    int taken = allowed < least ? 0 : Math.min(available, (int) allowed);
    allowed -= taken;
    return taken;
  }

  /** Nanoseconds until {@link #take} gives something for so many elements; 0 for now. */
  long nanosUntilNext(int available, long nowNanos) {
    if (limit == null || available == 0) {
      return 0;
    }
    double missing = Math.min(available, limit.batchSize()) - allowed;
    double nanos = missing / limit.elementsPerSecond() * NANOS - (nowNanos - refilledNanos);
    return Math.max(0, (long) Math.ceil(nanos));
  }

  /**
   * Notes whether elements wait because of the limit.
   *
   * @return nanoseconds that they have waited since it was last noted
   */
  long waited(boolean waitsNow, long nowNanos) {
    long waited = waiting ? nowNanos - waitingSinceNanos : 0;
    waiting = waitsNow;
    waitingSinceNanos = nowNanos;
    return waited;
  }
}
