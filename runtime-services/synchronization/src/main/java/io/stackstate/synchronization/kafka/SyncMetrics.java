package io.stackstate.synchronization.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.external.Batch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the service reports to Prometheus; updated by its thread, read by any. */
final class SyncMetrics {
  private final MeterRegistry registry;
  private final Map<Long, OfSync> syncs = new HashMap<>();
  private final StageMetrics stages;
  private final Timer latency;
  private final Counter changes;
  private final Counter records;
  private final AtomicLong lag = new AtomicLong();

  SyncMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.stages = new StageMetrics(registry);
    this.latency =
        Timer.builder("stackstate.synchronization.latency")
            .description("From receipt to commit, of the oldest element of each batch")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofMinutes(10))
            .register(registry);
    this.changes =
        Counter.builder("stackstate.synchronization.changes")
            .description("Records written to the change log")
            .register(registry);
    this.records =
        Counter.builder("stackstate.synchronization.records")
            .description("Records processed from topology streams")
            .register(registry);
    Gauge.builder("stackstate.synchronization.lag", lag, AtomicLong::get)
        .description("Records of topology streams not yet processed")
        .register(registry);
  }

  /** Shows the newest committed state of a synchronization. */
  void show(SyncStatus status) {
    syncs.computeIfAbsent(status.nodeId(), id -> new OfSync(registry, status)).show(status);
  }

  void forget(long sync) {
    OfSync gone = syncs.remove(sync);
    if (gone != null) {
      gone.meters.forEach(registry::remove);
    }
  }

  void committed(Batch batch, long processed, long nowMillis) {
    stages.committed(batch, nowMillis);
    changes.increment(batch.changes().size());
    records.increment(processed);
    Long oldest = batch.oldestReceivedMillis();
    if (oldest != null) {
      latency.record(Duration.ofMillis(Math.max(0, nowMillis - oldest)));
    }
  }

  /** What the limit of a synchronization does; see {@link IntakeStreams.ThrottleListener}. */
  void throttled(long sync, int waiting, long waitedNanos) {
    OfSync shown = syncs.get(sync);
    if (shown != null) {
      shown.waiting.set(waiting);
      shown.waited.increment(waitedNanos / 1e9);
    }
  }

  /** The worker has finished a step. */
  void alive() {
    stages.alive();
  }

  void lag(long behind) {
    lag.set(behind);
  }

  private static final class OfSync {
    private final AtomicLong components = new AtomicLong();
    private final AtomicLong relations = new AtomicLong();
    private final AtomicLong parked = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final Counter waited;
    private final List<Meter> meters;

    OfSync(MeterRegistry registry, SyncStatus status) {
      Tags tags = Tags.of("sync", status.identifier());
      waited =
          Counter.builder("stackstate.synchronization.throttled.seconds")
              .description("How long elements have waited because of maxBatchesPerSecond")
              .tags(tags)
              .register(registry);
      meters =
          List.of(
              waited,
              gauge(registry, "components", components, tags),
              gauge(registry, "relations", relations, tags),
              gauge(registry, "parked.relations", parked, tags),
              gauge(registry, "errors", errors, tags),
              gauge(registry, "throttled.elements", waiting, tags));
    }

    private static Meter gauge(MeterRegistry registry, String name, AtomicLong value, Tags tags) {
      return Gauge.builder("stackstate.synchronization." + name, value, AtomicLong::get)
          .tags(tags)
          .register(registry);
    }

    void show(SyncStatus status) {
      components.set(status.components());
      relations.set(status.relations());
      parked.set(status.parkedRelations());
      errors.set(status.errors());
    }
  }
}
