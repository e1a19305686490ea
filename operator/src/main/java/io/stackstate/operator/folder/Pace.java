package io.stackstate.operator.folder;

import io.stackstate.operator.content.Next;
import java.time.Duration;

/**
 * How often things are looked at.
 *
 * @param observe a remote object that is as it should be
 * @param soon one at which the platform is at work
 * @param firstRetry after the first failure; doubles with each further one up to {@code longest}
 * @param stalled one that needs somebody to change something, which may be another resource: sooner
 *     at first, as after failures
 * @param rescan the folder, in case a notification was lost
 * @param grace for how long a resource must be missing before it counts as removed
 */
record Pace(
    Duration observe,
    Duration soon,
    Duration firstRetry,
    Duration longest,
    Duration stalled,
    Duration rescan,
    Duration grace) {

  /** One platform on the same machine: looking is cheap. */
  static final Pace LOCAL =
      new Pace(
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1));

  /**
   * @param failures in a row, or looks at a stalled resource, this one included
   */
  Duration delay(Next next, int failures) {
    if (next instanceof Next.Retry retry) {
      Duration own = backOff(failures);
      return retry.atLeast().filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }
    if (next instanceof Next.Observe) {
      return observe;
    }
    if (next instanceof Next.Soon) {
      return soon;
    }
    Duration own = backOff(failures);
    return own.compareTo(stalled) > 0 ? stalled : own;
  }

  private Duration backOff(int failures) {
    Duration delay = firstRetry;
    for (int i = 1; i < failures && delay.compareTo(longest) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(longest) > 0 ? longest : delay;
  }
}
