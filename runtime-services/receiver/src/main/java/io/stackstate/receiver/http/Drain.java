package io.stackstate.receiver.http;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts requests in progress, so that closing can wait for them. Thread-safe. */
final class Drain {
  private final Phaser requests = new Phaser(1);

  /** False once closing has begun. */
  boolean enter() {
    return requests.register() >= 0;
  }

  void leave() {
    requests.arriveAndDeregister();
  }

  /** Refuses new requests and waits for those in progress; false when some are left. */
  boolean await(Duration timeout) {
    int phase = requests.arriveAndDeregister();
    try {
      requests.awaitAdvanceInterruptibly(phase, timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
