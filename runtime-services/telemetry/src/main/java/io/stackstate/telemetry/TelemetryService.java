package io.stackstate.telemetry;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.elasticsearch.DocumentIndexer;
import io.stackstate.telemetry.elasticsearch.ElasticsearchConnection;
import io.stackstate.telemetry.elasticsearch.ElasticsearchSettings;
import io.stackstate.telemetry.kafka.StoreWorker;
import io.stackstate.telemetry.store.DiskBudget;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The role {@code telemetry}: brings the events of {@code sts_topology_events}, {@code
 * sts_generic_events} and {@code sts_state_events} and the metrics of {@code sts_multi_metrics}
 * into daily indices of Elasticsearch, each once, and drops what is too old (telemetry sheet,
 * sections 1 to 3). Several instances share the partitions. Thread-safe.
 */
public final class TelemetryService implements AutoCloseable {
  private final ElasticsearchConnection connection;
  private final List<StoreWorker> workers;

  private TelemetryService(ElasticsearchConnection connection, List<StoreWorker> workers) {
    this.connection = connection;
    this.workers = List.copyOf(workers);
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
    int eventDays = days(config, "events");
    int metricDays = days(config, "metrics");
    DiskBudget budget = DiskBudget.of(config);
    ElasticsearchConnection connection =
        new ElasticsearchConnection(ElasticsearchSettings.of(config), embedded);
    DocumentIndexer events = DocumentIndexer.events(connection, eventDays, budget, metrics);
    DocumentIndexer points = DocumentIndexer.metrics(connection, metricDays, budget, metrics);
    return new TelemetryService(
        connection,
        List.of(
            StoreWorker.events(config, kafka, events, metrics),
            StoreWorker.metrics(config, metricDays, kafka, points, metrics)));
  }

  private static int days(Config config, String of) {
    String key = "stackstate.telemetry." + of + ".retentionDays";
    int days = config.getInt(key);
    if (days < 1) {
      throw new IllegalArgumentException(key + ": found " + days + ", expected at least 1");
    }
    return days;
  }

  /** Starts to work in the background; returns at once. */
  public void start() {
    workers.forEach(StoreWorker::start);
  }

  /** True while all is stored as it comes; while not, it waits in Kafka. */
  public boolean ready() {
    return workers.stream().allMatch(worker -> worker.problem().isEmpty());
  }

  /** Why it is not ready, in one line. */
  public String reason() {
    return workers.stream()
        .flatMap(worker -> worker.problem().stream())
        .distinct()
        .reduce((one, other) -> one + "; " + other)
        .orElse("it is ready");
  }

  /** Why it has stopped for good, when it has. */
  public Optional<Throwable> failure() {
    return workers.stream().flatMap(worker -> worker.failure().stream()).findFirst();
  }

  /** Stores what is in flight and stops. */
  @Override
  public void close() {
    workers.forEach(StoreWorker::close);
    connection.close();
  }
}
