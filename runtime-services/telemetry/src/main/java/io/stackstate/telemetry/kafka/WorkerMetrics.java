package io.stackstate.telemetry.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What a worker reports to Prometheus; updated by its thread, read by any. */
final class WorkerMetrics {
  private final Counter unreadable;
  private final AtomicLong lag = new AtomicLong();

  /**
   * @param holds what the topics hold
   */
  WorkerMetrics(String holds, MeterRegistry registry) {
    String name = "stackstate.telemetry." + holds;
    unreadable =
        Counter.builder(name + ".unreadable")
            .description("Records of the topics that are none")
            .register(registry);
    Gauge.builder(name + ".lag", lag, AtomicLong::get)
        .description("Records that wait in Kafka until they are stored")
        .register(registry);
  }

  void unreadable() {
    unreadable.increment();
  }

  void lag(long behind) {
    lag.set(behind);
  }
}
