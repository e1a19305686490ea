package io.stackstate.telemetry.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the service reports to Prometheus; updated by its thread, read by any. */
final class TelemetryMetrics {
  private final Counter unreadable;
  private final Counter outdated;
  private final AtomicLong lag = new AtomicLong();

  TelemetryMetrics(MeterRegistry registry) {
    unreadable =
        Counter.builder("stackstate.telemetry.events.unreadable")
            .description("Records of event topics that are no events")
            .register(registry);
    outdated =
        Counter.builder("stackstate.telemetry.events.outdated")
            .description("Events that were too old to be stored when they came")
            .register(registry);
    Gauge.builder("stackstate.telemetry.lag", lag, AtomicLong::get)
        .description("Events that wait in Kafka until they are stored")
        .register(registry);
  }

  void unreadable() {
    unreadable.increment();
  }

  void outdated() {
    outdated.increment();
  }

  void lag(long behind) {
    lag.set(behind);
  }
}
