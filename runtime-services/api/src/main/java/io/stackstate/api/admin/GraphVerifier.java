package io.stackstate.api.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.VerificationReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the graph while it is used, one verification at a time: when asked to, and by itself
 * every so often. The result is remembered until the next, logged, and the gauge {@code
 * stackstate.stackgraph.verification.differences}, which is -1 before the first and when it failed.
 * Thread-safe.
 */
public final class GraphVerifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GraphVerifier.class);
  private static final Duration LONGEST_FIRST_DELAY = Duration.ofHours(1);
  private static final int LOGGED = 10;

  private final Check check;
  private final InstantSource clock;
  private final MeterRegistry metrics;
  private final Gauge gauge;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread worker = new Thread(task, "api-graph-verification");
            worker.setDaemon(true);
            return worker;
          });

  private Run running;
  private Finished last;
  private volatile String phase = "";

  /** Verifies; {@link StackGraph#verify(boolean, java.util.function.Consumer)}. */
  @FunctionalInterface
  public interface Check {
    VerificationReport run(boolean repair, java.util.function.Consumer<String> phase);
  }

  /**
   * A verification that was begun.
   *
   * @param scheduled whether nobody asked for it
   */
  record Run(long startedMillis, boolean repair, boolean scheduled) {}

  /**
   * One that has ended.
   *
   * @param report empty when it failed
   * @param error why it failed; null otherwise
   */
  record Finished(
      Run run, long finishedMillis, Optional<VerificationReport> report, String error) {}

  /** What there is to be told. */
  record Status(Optional<Run> running, String phase, Optional<Finished> last) {}

  public GraphVerifier(Check check, InstantSource clock, MeterRegistry metrics) {
    this.check = check;
    this.clock = clock;
    this.metrics = metrics;
    this.gauge =
        Gauge.builder("stackstate.stackgraph.verification.differences", this, v -> v.differences())
            .description("Differences that the last verification of the graph found")
            .register(metrics);
  }

  /**
   * Verifies every so often from now on.
   *
   * @param interval between two; zero for never
   */
  public void schedule(Duration interval) {
    if (!interval.isZero()) {
      Duration first = interval.compareTo(LONGEST_FIRST_DELAY) < 0 ? interval : LONGEST_FIRST_DELAY;
      thread.scheduleWithFixedDelay(
          this::scheduled, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Begins a verification; false when one is running. */
  synchronized boolean start(boolean repair) {
    Optional<Run> run = begin(repair, false);
    run.ifPresent(begun -> thread.execute(() -> perform(begun)));
    return run.isPresent();
  }

  synchronized Status status() {
    return new Status(Optional.ofNullable(running), phase, Optional.ofNullable(last));
  }

  private void scheduled() {
    begin(false, true).ifPresent(this::perform);
  }

  private synchronized Optional<Run> begin(boolean repair, boolean scheduled) {
    if (running != null) {
      return Optional.empty();
    }
    running = new Run(clock.millis(), repair, scheduled);
    phase = "";
    return Optional.of(running);
  }

  private void perform(Run run) {
    Finished finished;
    try {
      VerificationReport report = check.run(run.repair(), text -> phase = text);
      finished = new Finished(run, clock.millis(), Optional.of(report), null);
      log(report);
    } catch (RuntimeException | Error e) {
      LOG.error("The verification of the graph failed", e);
      finished =
          new Finished(run, clock.millis(), Optional.empty(), String.valueOf(e.getMessage()));
    }
    synchronized (this) {
      last = finished;
      running = null;
    }
  }

  private static void log(VerificationReport report) {
    if (report.agrees()) {
      LOG.info("The graph agrees with its history");
      return;
    }
    LOG.warn(
        "The graph has {} differences from its history{}, the first: {}",
        report.count(),
        report.repaired() ? ", all repaired" : "; stackstate graph verify --repair mends them",
        report.differences().stream().limit(LOGGED).toList());
  }

  private synchronized double differences() {
    return last == null || last.report().isEmpty() ? -1 : last.report().get().count();
  }

  /**
   * Begins no other. One that is running is not interrupted, which its store would not bear; the
   * graph closes when it has ended.
   */
  @Override
  public void close() {
    thread.shutdown();
    metrics.remove(gauge);
  }
}
