package io.stackstate.stackgraph.store;

import java.util.concurrent.TimeUnit;

/**
 * The times of writes to a store in which the later write of a cell wins: each later than the one
 * before, whatever the clock of the machine does, and never beyond a horizon that the store knows,
 * so that the next owner can begin after all of them. Microseconds since the epoch. Thread-safe.
 */
final class WriteClock {
  /** How far the horizon is ahead of the clock. */
  private static final long AHEAD_MICROS = TimeUnit.SECONDS.toMicros(1);

  /** So many writes as fit into it find a time of their own while nobody moves the horizon. */
  private static final long RESERVE_MICROS = TimeUnit.MILLISECONDS.toMicros(200);

  /**
   * JanusGraph uses two neighbouring times per write: for what is removed and for what is added.
   */
  private static final long STEP_MICROS = 4;

  private long last;
  private long horizon;

  /**
   * @param after the horizon of the owner before
   */
  WriteClock(long after) {
    this.last = after;
    this.horizon = after;
  }

  /** A horizon to tell the store; it counts when {@link #reached} says so. */
  synchronized long nextHorizon(long nowMicros) {
    return Math.max(nowMicros, last) + AHEAD_MICROS;
  }

  /** The store knows this horizon. */
  synchronized void reached(long newHorizon) {
    horizon = Math.max(horizon, newHorizon);
  }

  /** The time of the next write. */
  synchronized long next(long nowMicros) {
    long bounded = Math.min(nowMicros, horizon - RESERVE_MICROS);
    last = Math.max(last + STEP_MICROS, bounded);
    return last;
  }
}
