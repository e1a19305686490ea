package io.stackstate.health.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the service reports to Prometheus; updated by its thread, read by any. */
final class HealthMetrics {
  private final Counter messages;
  private final Counter records;
  private final AtomicLong lag = new AtomicLong();

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
  }

  void processed(int count, long behind) {
    messages.increment(count);
    lag.set(behind);
  }

  void written(int count) {
    records.increment(count);
  }
}
