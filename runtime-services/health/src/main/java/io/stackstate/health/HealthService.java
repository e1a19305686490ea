package io.stackstate.health;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.health.kafka.HealthWorker;
import java.util.Map;
import java.util.Optional;

/**
 * The role {@code health}: binds the check states of {@code sts_intake_health} to elements,
 * propagates health along dependencies, finds the root causes of what is wrong, and writes all of
 * that to the change log with the events that tell of it, exactly once (design, section 4; health
 * sheet, sections 1, 4, 5 and 7).
 *
 * <p>All state is rebuilt from Kafka at start. One instance is active per Kafka cluster: others
 * stand by, or, when {@code standby} is off, a second one takes over and the first then reports a
 * {@link #failure()}. Thread-safe.
 */
public final class HealthService implements AutoCloseable {
  private final HealthWorker worker;

  private HealthService(HealthWorker worker) {
    this.worker = worker;
  }

  /**
   * @param config the root; {@code stackstate.health} is read from it
   * @param kafka client settings, at least {@code bootstrap.servers}
   */
  public static HealthService create(
      Config config, Map<String, Object> kafka, MeterRegistry metrics) {
    return new HealthService(new HealthWorker(config, kafka, metrics));
  }

  /** Starts to work in the background; returns at once. */
  public void start() {
    worker.start();
  }

  /** True when the state is rebuilt and input is processed as it comes. */
  public boolean ready() {
    return worker.ready();
  }

  /** Why it has stopped for good, when it has. */
  public Optional<Throwable> failure() {
    return worker.failure();
  }

  /** Commits what is in flight and stops. */
  @Override
  public void close() {
    worker.close();
  }
}
