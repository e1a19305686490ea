package io.stackstate.automation.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.automation.output.Outcome;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the service counts. Thread-safe. */
final class AutomationMetrics {
  private final MeterRegistry meters;
  private final AtomicLong open;
  private final AtomicLong waiting;
  private final AtomicLong age;

  AutomationMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.open = meters.gauge("stackstate.automation.notifications.open", new AtomicLong());
    this.waiting = meters.gauge("stackstate.automation.messages.waiting", new AtomicLong());
    this.age = meters.gauge("stackstate.automation.messages.oldest.seconds", new AtomicLong());
  }

  /** Something was not told, by reason: silence, inhibit, time, suppressUntil, rate or dedup. */
  void suppressed(Map<String, Long> counts) {
    counts.forEach(
        (reason, count) ->
            meters.counter("stackstate.automation.suppressed", "reason", reason).increment(count));
  }

  void delivered(Outcome outcome) {
    meters.counter("stackstate.automation.deliveries", "outcome", name(outcome)).increment();
  }

  private static String name(Outcome outcome) {
    if (outcome instanceof Outcome.Retry retry) {
      return "retry-" + retry.category().text();
    }
    if (outcome instanceof Outcome.Refused refused) {
      return "refused-" + refused.category().text();
    }
    return outcome.getClass().getSimpleName();
  }

  /**
   * @param ageMillis of the oldest message that waits
   */
  void state(long openNow, long waitingNow, long ageMillis) {
    open.set(openNow);
    waiting.set(waitingNow);
    age.set(ageMillis / 1_000);
  }
}
