package io.stackstate.health.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What propagation and the health of views report to Prometheus, under the names of the original
 * (health sheet, section 5.4, point 7); updated by the thread of the service.
 */
final class PropagationMetrics {
  private final Counter enqueued;
  private final Counter dequeued;
  private final Counter steps;
  private final Timer calculation;
  private final Timer perStep;
  private final Timer persistence;
  private final Timer latency;
  private final Counter decidedViews;
  private final AtomicLong ruled = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong views = new AtomicLong();
  private final AtomicLong failedViews = new AtomicLong();

  PropagationMetrics(MeterRegistry registry) {
    enqueued =
        counter(
            registry, "state.propagation.enqueued.commands", "Changes that came to be propagated");
    dequeued =
        counter(registry, "state.propagation.dequeued.commands", "Changes that were propagated");
    steps =
        counter(registry, "state.propagation.calculation.steps", "Components that were decided");
    calculation =
        timer(registry, "state.propagation.calculation.duration", "Time of a round of propagation");
    perStep =
        timer(
            registry,
            "state.propagation.calculation.steps.duration",
            "Time of a round of propagation by component decided");
    persistence =
        timer(
            registry,
            "state.propagation.persistence.duration",
            "Time to write what a round came to");
    latency =
        timer(
            registry,
            "state.calculation.latency",
            "Time from the arrival of a check state to the commit of what it came to");
    decidedViews = counter(registry, "stackstate.health.views.decided", "Decisions on views");
    gauge(registry, "stackstate.health.propagation.ruled", ruled, "Components with a function");
    gauge(
        registry,
        "stackstate.health.propagation.failed",
        failed,
        "Components whose function gives no state");
    gauge(registry, "stackstate.health.views", views, "Views with health");
    gauge(registry, "stackstate.health.views.failed", failedViews, "Views that cannot be decided");
  }

  /** What there is to do, as counters that only grow. */
  record Work(long steps, long decidedViews) {}

  void came(int changes) {
    enqueued.increment(changes);
  }

  void calculated(int changes, Work before, Work after, long nanos) {
    long count = after.steps() - before.steps();
    dequeued.increment(changes);
    steps.increment(count);
    decidedViews.increment(after.decidedViews() - before.decidedViews());
    if (count > 0) {
      calculation.record(Duration.ofNanos(nanos));
      perStep.record(Duration.ofNanos(nanos / count));
    }
  }

  /**
   * @param arrived when the oldest message of the round was received, epoch milliseconds; 0 without
   */
  void persisted(long nanos, long arrived) {
    persistence.record(Duration.ofNanos(nanos));
    if (arrived > 0) {
      latency.record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - arrived)));
    }
  }

  void components(int withRule, int withError) {
    ruled.set(withRule);
    failed.set(withError);
  }

  void views(int withHealth, long withError) {
    views.set(withHealth);
    failedViews.set(withError);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private static Timer timer(MeterRegistry registry, String name, String description) {
    return Timer.builder(name).description(description).register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, AtomicLong value, String description) {
    Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
  }
}
