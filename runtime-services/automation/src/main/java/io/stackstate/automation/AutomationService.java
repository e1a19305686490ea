package io.stackstate.automation;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.automation.kafka.AutomationWorker;
import io.stackstate.automation.output.OutputKind;
import java.util.Map;
import java.util.Optional;

/**
 * The role {@code automation}: events of {@code sts_topology_events} become notifications of event
 * handlers, which are delivered to their outputs (health sheet, sections 9, 10 and 13).
 *
 * <p>All state is on {@code sts_internal_notifications}. One instance is active per Kafka cluster:
 * others stand by, or, when {@code standby} is off, a second one takes over and the first then
 * reports a {@link #failure()}. Thread-safe.
 */
public final class AutomationService implements AutoCloseable {
  private final AutomationWorker worker;

  private AutomationService(AutomationWorker worker) {
    this.worker = worker;
  }

  /**
   * @param config the root; {@code stackstate.automation} is read from it
   * @param kafka client settings, at least {@code bootstrap.servers}
   * @param more kinds of outputs besides the usual ones, by name
   */
  public static AutomationService create(
      Config config,
      Map<String, Object> kafka,
      Map<String, OutputKind> more,
      MeterRegistry metrics) {
    return new AutomationService(new AutomationWorker(config, kafka, more, metrics));
  }

  /** Starts to work in the background; returns at once. */
  public void start() {
    worker.start();
  }

  /** True when the state is rebuilt and events are processed as they come, here or elsewhere. */
  public boolean ready() {
    return worker.ready();
  }

  /** Why it has stopped for good, when it has. */
  public Optional<Throwable> failure() {
    return worker.failure();
  }

  /** Waits for what is on its way, stores what became of it, and stops. */
  @Override
  public void close() {
    worker.close();
  }
}
