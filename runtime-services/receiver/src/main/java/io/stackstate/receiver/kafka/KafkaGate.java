package io.stackstate.receiver.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Remembers for a moment that Kafka was away, so that requests in the queue are turned away at once
 * instead of each waiting for its own time-out. Thread-safe.
 */
public final class KafkaGate {
  private final long closedNanos;
  private final LongSupplier nanoTime;
  private final AtomicLong openAt;

  public KafkaGate(Duration closed, LongSupplier nanoTime) {
    this.closedNanos = closed.toNanos();
    this.nanoTime = nanoTime;
    openAt = new AtomicLong(nanoTime.getAsLong());
  }

  public boolean isOpen() {
    return nanoTime.getAsLong() - openAt.get() >= 0;
  }

  /** Kafka did not answer in time. */
  void shut() {
    openAt.set(nanoTime.getAsLong() + closedNanos);
  }
}
