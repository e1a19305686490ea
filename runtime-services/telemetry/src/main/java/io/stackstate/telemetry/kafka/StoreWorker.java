package io.stackstate.telemetry.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.store.Document;
import io.stackstate.telemetry.store.DocumentSink;
import io.stackstate.telemetry.store.StoreUnavailableException;
import io.stackstate.topology.kafka.ServiceThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that polls records, gives their documents to the store, and commits their offsets when
 * they are safe there. Each kind of records has one of its own, so that none delays another. While
 * the store is away nothing is read, so what is sent waits in Kafka; what was stored before a crash
 * and not committed is stored again as the same documents.
 */
public final class StoreWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWorker.class);
  private static final long MAINTAIN_MILLIS = 5_000;
  private static final long FIRST_BACKOFF_MILLIS = 250;
  private static final int LOGGED_UNREADABLE = 5;

  private final WorkerSettings settings;
  private final Map<String, Object> kafka;
  private final DocumentSink sink;
  private final RecordReader reader;
  private final WorkerMetrics metrics;
  private final ServiceThread thread;
  private volatile String problem = "it has not reached Elasticsearch yet";
  private long backoffMillis = FIRST_BACKOFF_MILLIS;
  private long nextMaintenance;

  private StoreWorker(
      WorkerSettings settings,
      Map<String, Object> kafka,
      RecordReader reader,
      DocumentSink sink,
      MeterRegistry metrics) {
    this.settings = settings;
    this.kafka = Map.copyOf(kafka);
    this.sink = sink;
    this.reader = reader;
    this.metrics = new WorkerMetrics(settings.holds(), metrics);
    this.thread = new ServiceThread("telemetry-" + settings.holds(), this::run);
  }

  /**
   * Reads events.
   *
   * @throws IllegalArgumentException when a setting is wrong
   */
  public static StoreWorker events(
      Config config, Map<String, Object> kafka, DocumentSink sink, MeterRegistry metrics) {
    return new StoreWorker(
        WorkerSettings.events(config), kafka, new EventRecords(config, metrics), sink, metrics);
  }

  /**
   * Reads metrics.
   *
   * @param days how many daily indices are kept; older points are dropped
   */
  public static StoreWorker metrics(
      Config config,
      int days,
      Map<String, Object> kafka,
      DocumentSink sink,
      MeterRegistry metrics) {
    return new StoreWorker(
        WorkerSettings.metrics(config), kafka, new MetricRecords(days, metrics), sink, metrics);
  }

  public void start() {
    thread.start();
  }

  /** Why nothing is being stored at the moment; empty while it is. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Why it has stopped for good, when it has. */
  public Optional<Throwable> failure() {
    return thread.failure();
  }

  /** Lets the batch in flight be stored, then returns. */
  @Override
  public void close() {
    thread.close();
  }

  private void run() throws InterruptedException {
    do {
      consume();
    } while (!thread.pause(FIRST_BACKOFF_MILLIS * 4));
  }

  private void consume() {
    try (RecordConsumer consumer = new RecordConsumer(kafka, settings)) {
      while (!thread.stopping()) {
        step(consumer);
      }
    } catch (KafkaException e) {
      problem = "Kafka does not give " + settings.holds() + ": " + e.getMessage();
      LOG.warn(
          "{} are read again from the last committed offsets, because: {}",
          settings.holds(),
          e.toString());
    } catch (RuntimeException e) {
      problem = settings.holds() + " cannot be stored: " + e.getMessage();
      LOG.error("{} wait in Kafka, will be tried again", settings.holds(), e);
    }
  }

  private void step(RecordConsumer consumer) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(settings.pollInterval());
    try {
      if (!records.isEmpty()) {
        sink.write(documents(records));
      }
      long now = System.currentTimeMillis();
      if (now >= nextMaintenance) {
        sink.maintain(now);
        nextMaintenance = now + MAINTAIN_MILLIS;
      }
      recovered();
    } catch (StoreUnavailableException e) {
      consumer.rewind(records);
      waitFor(consumer, e);
      return;
    }
    if (!records.isEmpty()) {
      consumer.commit();
    }
    metrics.lag(consumer.lag());
  }

  private void recovered() {
    if (problem != null) {
      LOG.info("{} are being stored", settings.holds());
    }
    problem = null;
    backoffMillis = FIRST_BACKOFF_MILLIS;
  }

  private void waitFor(RecordConsumer consumer, StoreUnavailableException cause) {
    if (problem == null) {
      LOG.warn("{} wait in Kafka: {}", settings.holds(), cause.getMessage());
    }
    problem = cause.getMessage() + "; " + settings.holds() + " wait in Kafka";
    metrics.lag(consumer.lag());
    consumer.pause(Duration.ofMillis(backoffMillis));
    backoffMillis = Math.min(settings.maxBackoff().toMillis(), backoffMillis * 2);
  }

  private List<Document> documents(ConsumerRecords<byte[], byte[]> records) {
    List<Document> documents = new ArrayList<>(records.count());
    int unreadable = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        reader.read(record, documents::add);
      } catch (IOException e) {
        metrics.unreadable();
        if (unreadable++ < LOGGED_UNREADABLE) {
          LOG.warn(
              "offset {} of {} cannot be read: {}",
              record.offset(),
              record.topic(),
              e.getMessage());
        }
      }
    }
    return documents;
  }
}
