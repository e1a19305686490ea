package io.stackstate.synchronization;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.synchronization.kafka.SyncWorker;
import io.stackstate.synchronization.program.FunctionRuntime;
import io.stackstate.synchronization.program.SandboxedFunctions;
import java.util.Map;
import java.util.Optional;

/**
 * The role {@code synchronization}: turns the topology streams {@code sts_topo_*} into components
 * and relations on the change log, exactly once (design, section 4; topology sheet, section 3).
 *
 * <p>Synchronizations come and go with their {@code Sync} settings, without a restart. All state is
 * rebuilt from Kafka at start. One instance is active per Kafka cluster: others stand by, or, when
 * {@code standby} is off, a second one takes over and the first then reports a {@link #failure()}.
 * Thread-safe.
 */
public final class SynchronizationService implements AutoCloseable {
  private final SyncWorker worker;

  private SynchronizationService(SyncWorker worker) {
    this.worker = worker;
  }

  /**
   * @param config the root; {@code stackstate.synchronization} and {@code stackstate.functions} are
   *     read from it
   * @param kafka client settings, at least {@code bootstrap.servers}
   */
  public static SynchronizationService create(
      Config config, Map<String, Object> kafka, MeterRegistry metrics) {
    FunctionRuntime functions = new SandboxedFunctions(FunctionCompiler.of(config));
    return new SynchronizationService(new SyncWorker(config, functions, kafka, metrics));
  }

  /** Starts to work in the background; returns at once. */
  public void start() {
    worker.start();
  }

  /** True when the state is rebuilt and input is processed as it comes, here or elsewhere. */
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
