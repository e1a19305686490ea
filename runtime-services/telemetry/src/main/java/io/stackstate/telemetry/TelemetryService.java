package io.stackstate.telemetry;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.elasticsearch.ElasticsearchConnection;
import io.stackstate.telemetry.elasticsearch.ElasticsearchSettings;
import io.stackstate.telemetry.elasticsearch.EventIndexer;
import io.stackstate.telemetry.kafka.EventWorker;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The role {@code telemetry}: brings the events of {@code sts_topology_events}, {@code
 * sts_generic_events} and {@code sts_state_events} into daily indices of Elasticsearch, each once,
 * and drops what is too old (telemetry sheet, sections 1 to 3). Several instances share the
 * partitions. Thread-safe.
 */
public final class TelemetryService implements AutoCloseable {
  private final ElasticsearchConnection connection;
  private final EventWorker worker;

  private TelemetryService(ElasticsearchConnection connection, EventWorker worker) {
    this.connection = connection;
    this.worker = worker;
  }

  /**
   * Makes the service; nothing runs before {@link #start()}.
   *
   * @param config the root; {@code stackstate.telemetry} and {@code stackstate.elasticsearch} are
   *     read from it
   * @param embedded where Elasticsearch is when configuration names no host; empty when nowhere
   * @param kafka client settings, at least {@code bootstrap.servers}
   * @throws IllegalArgumentException when a setting is wrong
   */
  public static TelemetryService create(
      Config config,
      Supplier<List<URI>> embedded,
      Map<String, Object> kafka,
      MeterRegistry metrics) {
    ElasticsearchConnection connection =
        new ElasticsearchConnection(ElasticsearchSettings.of(config), embedded);
    int days = config.getInt("stackstate.telemetry.events.retentionDays");
    if (days < 1) {
      throw new IllegalArgumentException(
          "stackstate.telemetry.events.retentionDays: found " + days + ", expected at least 1");
    }
    EventIndexer indexer = new EventIndexer(connection, days, metrics);
    return new TelemetryService(connection, new EventWorker(config, kafka, indexer, metrics));
  }

  /** Starts to work in the background; returns at once. */
  public void start() {
    worker.start();
  }

  /** True while events are stored as they come; while not, they wait in Kafka. */
  public boolean ready() {
    return worker.problem().isEmpty();
  }

  /** Why it is not ready, in one line. */
  public String reason() {
    return worker.problem().orElse("it is ready");
  }

  /** Why it has stopped for good, when it has. */
  public Optional<Throwable> failure() {
    return worker.failure();
  }

  /** Stores what is in flight and stops. */
  @Override
  public void close() {
    worker.close();
    connection.close();
  }
}
