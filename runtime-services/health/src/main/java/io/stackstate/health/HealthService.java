package io.stackstate.health;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.functions.FunctionCompiler;
import io.stackstate.functions.api.ScriptApis;
import io.stackstate.functions.remote.TelemetryClient;
import io.stackstate.functions.sandbox.Limits;
import io.stackstate.health.function.HealthFunctions;
import io.stackstate.health.kafka.HealthWorker;
import io.stackstate.health.kafka.MonitorWorker;
import io.stackstate.health.monitor.SandboxedMonitors;
import io.stackstate.health.monitor.SavedViews;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The role {@code health}: binds the check states of {@code sts_intake_health} to elements,
 * propagates health along dependencies, decides the health of views, finds the root causes of what
 * is wrong, and writes all of that to the change log with the events that tell of it, exactly once
 * (design, section 4; health sheet, sections 1 and 4 to 7). It also runs the monitors, whose states
 * come back to it through that topic (section 3).
 *
 * <p>All state is rebuilt from Kafka at start. One instance is active per Kafka cluster: others
 * stand by, or, when {@code standby} is off, a second one takes over and the first then reports a
 * {@link #failure()}. Thread-safe.
 */
public final class HealthService implements AutoCloseable {
  private static final String TELEMETRY = "stackstate.health.monitors.telemetry";

  private final HealthWorker worker;
  private final MonitorWorker monitors;

  private HealthService(HealthWorker worker, MonitorWorker monitors) {
    this.worker = worker;
    this.monitors = monitors;
  }

  /**
   * @param config the root; {@code stackstate.health} and {@code stackstate.functions} are read
   * @param kafka client settings, at least {@code bootstrap.servers}
   */
  public static HealthService create(
      Config config, Map<String, Object> kafka, MeterRegistry metrics) {
    FunctionCompiler inline = FunctionCompiler.of(config);
    HealthWorker worker =
        new HealthWorker(config, kafka, () -> new HealthFunctions(inline), metrics);
    SavedViews views = new SavedViews();
    TelemetryClient telemetry = TelemetryClient.of(config, TELEMETRY);
    ScriptApis apis =
        new ScriptApis(worker::topology, views, InstantSource.system()).measuring(telemetry);
    Config functions = config.getConfig("stackstate.functions");
    Duration limit = config.getDuration("stackstate.health.monitors.timeLimit");
    FunctionCompiler compiler =
        new FunctionCompiler(
            functions.getInt("cachedScripts"), Limits.of(functions).withTime(limit));
    return new HealthService(
        worker,
        new MonitorWorker(
            config,
            kafka,
            new SandboxedMonitors(compiler, apis, telemetry::away),
            views,
            worker::active));
  }

  /** Starts to work in the background; returns at once. */
  public void start() {
    worker.start();
    monitors.start();
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
    monitors.close();
    worker.close();
  }
}
