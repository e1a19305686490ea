package io.stackstate.receiver.http;

import io.stackstate.receiver.intake.Memory;
import io.stackstate.receiver.intake.Overloaded;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that all requests together may hold (intake sheet, section 16.3): when Kafka is slow or
 * away, senders are told to come back instead of being buffered. Thread-safe.
 */
final class InFlightBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  InFlightBudget(long limit) {
    this.limit = limit;
  }

  long used() {
    return used.get();
  }

  Lease lease() {
    return new Lease();
  }

  /** The part of one request; closing it gives all of it back, once. */
  final class Lease implements Memory, AutoCloseable {
    private final AtomicLong held = new AtomicLong();

    private Lease() {}

    @Override
    public void reserve(int bytes) throws Overloaded {
      if (used.addAndGet(bytes) > limit) {
        used.addAndGet(-bytes);
        throw new Overloaded("too much data is in flight; send it again later");
      }
      held.addAndGet(bytes);
    }

    @Override
    public void release(long bytes) {
      held.addAndGet(-bytes);
      used.addAndGet(-bytes);
    }

    @Override
    public void close() {
      used.addAndGet(-held.getAndSet(0));
    }
  }
}
