package io.stackstate.api.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.VerificationReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the graph while it is used: when asked to, and by itself every so often. The result is
 * remembered until the next, logged, and the gauge {@code
 * stackstate.stackgraph.verification.differences}, which is -1 before the first and when it failed.
 * Thread-safe.
 */
public final class GraphVerifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GraphVerifier.class);
  private static final Duration LONGEST_FIRST_DELAY = Duration.ofHours(1);
  private static final int LOGGED = 10;

  private final Job<Asked, String, VerificationReport> job;
  private final MeterRegistry metrics;
  private final Gauge gauge;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "api-verification-timer");
            thread.setDaemon(true);
            return thread;
          });

  /** Verifies; {@link StackGraph#verify(boolean, Consumer)}. */
  @FunctionalInterface
  public interface Check {
    VerificationReport run(boolean repair, Consumer<String> phase);
  }

  /**
   * What is asked for.
   *
   * @param scheduled whether nobody asked
   */
  record Asked(boolean repair, boolean scheduled) {}

  public GraphVerifier(Check check, InstantSource clock, MeterRegistry metrics) {
    this.job =
        new Job<>(
            "verification of the graph",
            (asked, watcher) -> log(check.run(asked.repair(), watcher::progress)),
            clock);
    this.metrics = metrics;
    this.gauge =
        Gauge.builder("stackstate.stackgraph.verification.differences", this, v -> v.differences())
            .description("Differences that the last verification of the graph found")
            .register(metrics);
  }

  /**
   * Verifies every so often from now on; one that is running then takes the place of that turn.
   *
   * @param interval between two; zero for never
   */
  public void schedule(Duration interval) {
    if (!interval.isZero()) {
      Duration first = interval.compareTo(LONGEST_FIRST_DELAY) < 0 ? interval : LONGEST_FIRST_DELAY;
      timer.scheduleWithFixedDelay(
          () -> job.start(new Asked(false, true)),
          first.toMillis(),
          interval.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  /** Begins a verification; false when one is running. */
  boolean start(boolean repair) {
    return job.start(new Asked(repair, false));
  }

  Job.Status<Asked, String, VerificationReport> status() {
    return job.status();
  }

  private static VerificationReport log(VerificationReport report) {
    if (report.agrees()) {
      LOG.info("The graph agrees with its history");
    } else {
      LOG.warn(
          "The graph has {} differences from its history{}, the first: {}",
          report.count(),
          report.repaired() ? ", all repaired" : "; stackstate graph verify --repair mends them",
          report.differences().stream().limit(LOGGED).toList());
    }
    return report;
  }

  private double differences() {
    return job.status()
        .last()
        .flatMap(Job.Finished::result)
        .map(report -> (double) report.count())
        .orElse(-1.0);
  }

  /** Begins no other. The graph closes when one that is running has ended. */
  @Override
  public void close() {
    timer.shutdown();
    job.close();
    metrics.remove(gauge);
  }
}
