package io.stackstate.automation.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.automation.output.Outcome;
import java.util.concurrent.atomic.AtomicLong;

/** What the service counts. Thread-safe. */
final class AutomationMetrics {
  private final MeterRegistry meters;
  private final AtomicLong open;
  private final AtomicLong waiting;

  AutomationMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.open = meters.gauge("stackstate.automation.notifications.open", new AtomicLong());
    this.waiting = meters.gauge("stackstate.automation.messages.waiting", new AtomicLong());
  }

  void delivered(Outcome outcome) {
    meters.counter("stackstate.automation.deliveries", "outcome", name(outcome)).increment();
  }

  private static String name(Outcome outcome) {
    if (outcome instanceof Outcome.Retry retry) {
      return "retry-" + retry.category().text();
    }
    return outcome.getClass().getSimpleName();
  }

  void state(long openNow, long waitingNow) {
    open.set(openNow);
    waiting.set(waitingNow);
  }
}
