package io.stackstate.synchronization.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.model.Topics;
import io.stackstate.synchronization.program.FunctionRuntime;
import io.stackstate.topology.kafka.SoleWriter;
import io.stackstate.topology.kafka.Standby;
import io.stackstate.topology.kafka.WriterClients;
import java.util.Map;
import java.util.Optional;

/** The thread of the service, which runs one {@link SyncSession} after the other. */
public final class SyncWorker implements AutoCloseable {
  private final SoleWriter writer;

  public SyncWorker(
      Config root, FunctionRuntime functions, Map<String, Object> kafka, MeterRegistry meters) {
    SyncConfig config = SyncConfig.of(root);
    SyncMetrics metrics = new SyncMetrics(meters);
    Optional<Standby> standby =
        config.standby()
            ? Optional.of(new Standby(Topics.SYNC_STATUS, config.instanceId()))
            : Optional.empty();
    this.writer =
        new SoleWriter(
            "synchronization",
            new WriterClients(kafka, config.groupId()),
            standby,
            () -> new SyncSession(config, kafka, functions, metrics));
    Gauge.builder("stackstate.synchronization.active", writer, w -> w.active() ? 1 : 0)
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

  public Optional<Throwable> failure() {
    return writer.failure();
  }

  /** Lets the batch in flight commit, then returns. */
  @Override
  public void close() {
    writer.close();
  }
}
