package io.stackstate.operator.content;

import java.time.Duration;
import java.util.Optional;

/** When a resource wants to be looked at again. */
public sealed interface Next {
  /** At the usual pace: to see how the remote object does and to repair it. */
  record Observe() implements Next {}

  /** Soon: the platform is at work. */
  record Soon() implements Next {}

  /**
   * After a back-off that grows with each attempt.
   *
   * @param atLeast what the server asked for
   */
  record Retry(Optional<Duration> atLeast) implements Next {}

  /** Rarely: nothing will change until somebody changes something. */
  record Stalled() implements Next {}

  /** Never: the remote object is gone or out of reach for good, the finalizer may go. */
  record Finished() implements Next {}
}
