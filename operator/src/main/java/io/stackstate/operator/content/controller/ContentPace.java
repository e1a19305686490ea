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
 * that the platform never sees more than the agreed number of requests. Thread-safe.
 */
public final class ContentPace {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(2);

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
    Duration fair = Duration.ofMillis(1000L * resources.size() / settings.requestsPerSecond());
    return fair.compareTo(settings.observe()) > 0 ? fair : settings.observe();
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
