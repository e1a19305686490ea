package io.stackstate.automation.output;

import java.util.Optional;

/**
 * A way to one receiver. Thread-safe; a call blocks until the receiver has answered or its time is
 * up (60 s per request at most), never throws for what a receiver or the network does, and never
 * tells a secret.
 */
public interface Delivery extends AutoCloseable {
  /**
   * Sends one message. Sending the same one again (same notification, same sequence) does no harm:
   * each carries what the receiver recognises it by, where its protocol has that.
   *
   * @param remoteReference what the last {@link Outcome.Delivered} of the same notification said
   */
  Outcome deliver(Notification notification, Optional<String> remoteReference);

  /** Gives connections back. A delivery in progress may fail with {@link Outcome.Retry}. */
  @Override
  default void close() {}
}
