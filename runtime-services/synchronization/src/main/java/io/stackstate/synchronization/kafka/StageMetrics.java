package io.stackstate.synchronization.kafka;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.stackstate.synchronization.external.Batch;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The metrics that monitors of existing installations look at, under the names that they know
 * (topology sheet, sections 2.4 and 3.5). Updated by one thread, read by any.
 */
final class StageMetrics {
  private static final long ROTATE_MILLIS = 30_000;
  private static final int ROTATIONS = 2;

  private final MeterRegistry registry;
  private final Map<Tags, TimeWindowMax> latencies = new HashMap<>();
  private final Map<Tags, AtomicLong> errors = new HashMap<>();
  private final AtomicLong aliveNanos = new AtomicLong(System.nanoTime());

  StageMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("stackstate.sync.blocked.duration.seconds", aliveNanos, StageMetrics::seconds)
        .tag("worker_name", "synchronization")
        .description("How long ago the worker last finished a step")
        .register(registry);
  }

  /** The worker has finished a step. */
  void alive() {
    aliveNanos.set(System.nanoTime());
  }

  /** A batch was committed at this time. */
  void committed(Batch batch, long nowMillis) {
    for (Batch.Age age : batch.ages()) {
      latency("source", age.integrationType(), nowMillis - age.collectedMillis());
      latency("enterReceiver", age.integrationType(), nowMillis - age.receivedMillis());
    }
    for (Batch.Errors counted : batch.errors()) {
      Tags tags = Tags.of("category", counted.category(), "name", counted.syncName());
      errors.computeIfAbsent(tags, this::errorCount).addAndGet(counted.count());
    }
  }

  private void latency(String stage, String integrationType, long millis) {
    Tags tags =
        Tags.of(
            "start_stage",
            stage,
            "end_stage",
            "commit",
            "quantile",
            "1.0",
            "integration_type",
            integrationType);
    latencies.computeIfAbsent(tags, this::window).record(Math.max(0, millis));
  }

  private TimeWindowMax window(Tags tags) {
    TimeWindowMax window = new TimeWindowMax(Clock.SYSTEM, ROTATE_MILLIS, ROTATIONS);
    Gauge.builder("stackstate.sync.stage.latency.seconds.quantile", window, w -> w.poll() / 1_000)
        .tags(tags)
        .description("The longest of the last minute")
        .register(registry);
    return window;
  }

  /** A gauge, because a counter would get another name in Prometheus than monitors ask for. */
  private AtomicLong errorCount(Tags tags) {
    AtomicLong count = new AtomicLong();
    Gauge.builder("stackstate.sync.extTopo.batch.errors", count, AtomicLong::get)
        .tags(tags)
        .description("Errors since the process was started")
        .register(registry);
    return count;
  }

  private static double seconds(AtomicLong since) {
    return (System.nanoTime() - since.get()) / 1e9;
  }
}
