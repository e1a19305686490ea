package io.stackstate.health.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the service reports to Prometheus; updated by its threads, read by any. */
final class HealthMetrics {
  private final Counter messages;
  private final Counter records;
  private final Counter checkInput;
  private final AtomicLong lag = new AtomicLong();
  private final AtomicLong checkLag = new AtomicLong();
  private final AtomicLong checks = new AtomicLong();

  HealthMetrics(MeterRegistry registry) {
    messages =
        Counter.builder("stackstate.health.messages")
            .description("Messages of health streams that were processed")
            .register(registry);
    records =
        Counter.builder("stackstate.health.changes")
            .description("Health records written to the change log")
            .register(registry);
    Gauge.builder("stackstate.health.lag", lag, AtomicLong::get)
        .description("Messages of health streams not yet processed")
        .register(registry);
    checkInput =
        Counter.builder("stackstate.health.checks.records")
            .description("Records of metrics and events that checks have looked at")
            .register(registry);
    Gauge.builder("stackstate.health.checks.lag", checkLag, AtomicLong::get)
        .description("Records of metrics and events that checks have not yet looked at")
        .register(registry);
    Gauge.builder("stackstate.health.checks.count", checks, AtomicLong::get)
        .description("Checks that came with elements")
        .register(registry);
  }

  void processed(int count, long behind) {
    messages.increment(count);
    lag.set(behind);
  }

  /** Of the thread of checks. */
  void checked(int count, long behind, int defined) {
    checkInput.increment(count);
    checkLag.set(behind);
    checks.set(defined);
  }

  void written(int count) {
    records.increment(count);
  }
}
