package io.stackstate.operator.metrics;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stackstate.operator.k8s.ObjectId;
import io.stackstate.operator.k8s.WriteListener;
import io.stackstate.operator.k8s.Written;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Counts and times what the operator does. No label names a resource, so that their number stays
 * small however many there are. Thread-safe.
 */
public final class OperatorMetrics implements Metrics, WriteListener {
  private static final String PREFIX = "stackstate.operator.";
  private static final String KIND = "kind";

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> active = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> queued = new ConcurrentHashMap<>();
  private final ThreadLocal<Timer.Sample> running = new ThreadLocal<>();
  private final AtomicInteger leader;

  public OperatorMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.leader = registry.gauge(PREFIX + "leader", new AtomicInteger());
  }

  /** Whether this process leads. */
  public void leading(boolean leads) {
    leader.set(leads ? 1 : 0);
  }

  /** How a reconciliation ended: success, waiting, blocked or failed. */
  public void reconciled(String kind, String namespace, String result) {
    registry
        .counter(PREFIX + "reconciliations", KIND, kind, "namespace", namespace, "result", result)
        .increment();
  }

  /** How a resource was brought to the platform. */
  public void remoteSynced(String kind, String result) {
    registry.counter(PREFIX + "remote.sync", KIND, kind, "result", result).increment();
  }

  /** Times one stage of an instance. */
  public <T> T stage(String stage, Supplier<T> work) {
    return Timer.builder(PREFIX + "stage.duration")
        .tag("stage", stage)
        .register(registry)
        .record(work);
  }

  @Override
  public void written(Written.Op op, ObjectId id) {
    apply(op.name().toLowerCase(Locale.ROOT), id);
  }

  @Override
  public void failed(ObjectId id) {
    apply("failed", id);
  }

  @Override
  public void pruned(ObjectId id) {
    apply("deleted", id);
  }

  @Override
  public void driftCorrected(ObjectId id) {
    registry.counter(PREFIX + "drift.corrected", KIND, id.kind()).increment();
  }

  private void apply(String op, ObjectId id) {
    registry.counter(PREFIX + "apply", KIND, id.kind(), "op", op).increment();
  }

  @Override
  public void reconciliationSubmitted(
      HasMetadata resource, RetryInfo retry, Map<String, Object> metadata) {
    gauge(queued, "reconciliation.queue", resource.getKind()).incrementAndGet();
    if (retry != null && retry.getAttemptCount() > 0) {
      registry.counter(PREFIX + "retries", KIND, resource.getKind()).increment();
    }
  }

  @Override
  public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
    gauge(queued, "reconciliation.queue", resource.getKind()).decrementAndGet();
    gauge(active, "reconciliations.active", resource.getKind()).incrementAndGet();
    running.set(Timer.start(registry));
  }

  @Override
  public void reconciliationFinished(
      HasMetadata resource, RetryInfo retry, Map<String, Object> metadata) {
    gauge(active, "reconciliations.active", resource.getKind()).decrementAndGet();
    Timer.Sample sample = running.get();
    running.remove();
    if (sample != null) {
      sample.stop(
          Timer.builder(PREFIX + "reconciliation.duration")
              .tag(KIND, resource.getKind())
              .serviceLevelObjectives(
                  Duration.ofMillis(10),
                  Duration.ofMillis(50),
                  Duration.ofMillis(200),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(30))
              .register(registry));
    }
  }

  @Override
  public void reconciliationFailed(
      HasMetadata resource, RetryInfo retry, Exception failure, Map<String, Object> metadata) {
    reconciled(resource.getKind(), resource.getMetadata().getNamespace(), "failed");
  }

  private AtomicInteger gauge(Map<String, AtomicInteger> gauges, String name, String kind) {
    return gauges.computeIfAbsent(
        kind,
        k ->
            registry.gauge(
                PREFIX + name,
                java.util.List.of(io.micrometer.core.instrument.Tag.of(KIND, k)),
                new AtomicInteger()));
  }
}
