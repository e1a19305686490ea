package io.stackstate.operator.content.controller;

import io.stackstate.operator.config.OperatorConfig.ContentSettings;
import io.stackstate.operator.content.Next;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When resources on a cluster are looked at again (operator sheet, section 2.5): failures back off
 * from 5 s to 5 min; the more resources there are, the more rarely each of them is looked at, so
 * that watching over many of them costs next to nothing, and the platform never sees more than the
 * agreed number of requests. Thread-safe.
 */
public final class ContentPace {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Between two looks at anything, while that means no resource is looked at too rarely. */
  private static final Duration CALM = Duration.ofMillis(500);

  /** What others changed is repaired within this time (operator sheet, section 1.2). */
  private static final Duration RAREST = Duration.ofMinutes(10);

  private final ContentSettings settings;
  private final Set<String> resources = ConcurrentHashMap.newKeySet();

  public ContentPace(ContentSettings settings) {
    this.settings = settings;
  }

  /** Counts a resource, once. */
  void seen(String uid) {
    resources.add(uid);
  }

  /** Counts it no longer. */
  void gone(String uid) {
    resources.remove(uid);
  }

  /**
   * @param failures in a row, this one included
   */
  public Duration delay(Next next, int failures) {
    if (next instanceof Next.Retry retry) {
      Duration own = backOff(failures);
      return retry.atLeast().filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }
    if (next instanceof Next.Soon) {
      return SOON;
    }
    return spread(observe());
  }

  private Duration observe() {
    int count = resources.size();
    Duration calm = longer(settings.observe(), CALM.multipliedBy(count));
    Duration inTime = longer(settings.observe(), calm.compareTo(RAREST) < 0 ? calm : RAREST);
    return longer(inTime, Duration.ofMillis(1000L * count / settings.requestsPerSecond()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Those that start together must not come back together. */
  private static Duration spread(Duration delay) {
    double factor = 0.9 + 0.2 * ThreadLocalRandom.current().nextDouble();
    return Duration.ofMillis(Math.round(delay.toMillis() * factor));
  }

  private static Duration backOff(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), 6);
    Duration delay = FIRST_RETRY.multipliedBy(1L << doublings);
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
