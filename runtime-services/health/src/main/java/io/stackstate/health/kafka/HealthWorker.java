package io.stackstate.health.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.health.function.HealthFunctions;
import io.stackstate.model.Topics;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.SoleWriter;
import io.stackstate.topology.kafka.Standby;
import io.stackstate.topology.kafka.WriterClients;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The thread of the service, which runs one {@link HealthSession} after the other. */
public final class HealthWorker implements AutoCloseable {
  private final SoleWriter writer;
  private volatile TopologySnapshot topology;

  /**
   * @param functions asked once for each session
   */
  public HealthWorker(
      Config root,
      Map<String, Object> kafka,
      Supplier<HealthFunctions> functions,
      MeterRegistry meters) {
    HealthConfig config = HealthConfig.of(root);
    HealthMetrics metrics = new HealthMetrics(meters);
    PropagationMetrics propagation = new PropagationMetrics(meters);
    Optional<Standby> standby =
        config.standby()
            ? Optional.of(new Standby(Topics.HEALTH_STATES, config.instanceId()))
            : Optional.empty();
    this.writer =
        new SoleWriter(
            "health",
            new WriterClients(kafka, config.groupId()),
            standby,
            () -> {
              HealthSteps steps = HealthSteps.of(config, kafka, functions.get(), metrics);
              RoundFigures figures = new RoundFigures(metrics, propagation, steps);
              return new HealthSession(
                  config, kafka, steps.all(), figures, seen -> topology = seen);
            });
    Gauge.builder("stackstate.health.active", writer, w -> w.active() ? 1 : 0)
        .description("1 in the instance that works, 0 in one that stands by")
        .register(meters);
  }

  public void start() {
    writer.start();
  }

  /** True while input is processed, or another instance does it; false while state is rebuilt. */
  public boolean ready() {
    return writer.ready();
  }

  /** True while this instance works, rather than standing by. */
  public boolean active() {
    return writer.active();
  }

  /** The topology as it last looked at it; only while it is {@link #active()}. */
  public TopologySnapshot topology() {
    TopologySnapshot seen = topology;
    if (seen == null) {
      throw new IllegalStateException("health has not loaded the topology yet");
    }
    return seen;
  }

  public Optional<Throwable> failure() {
    return writer.failure();
  }

  /** Lets the batch in flight commit, then returns. */
  @Override
  public void close() {
    writer.close();
  }
}
