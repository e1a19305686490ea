package io.stackstate.telemetry.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.telemetry.event.EventDocument;
import io.stackstate.telemetry.event.EventGroup;
import io.stackstate.telemetry.event.EventReader;
import io.stackstate.telemetry.event.EventSink;
import io.stackstate.telemetry.event.EventsUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of the service: polls events, gives them to the store, and commits their offsets when
 * they are safe there. While the store is away nothing is read, so what is sent waits in Kafka;
 * what was stored before a crash and not committed is stored again under the same ids.
 */
public final class EventWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);
  private static final long MAINTAIN_MILLIS = 5_000;
  private static final long FIRST_BACKOFF_MILLIS = 250;
  private static final int LOGGED_UNREADABLE = 5;

  private final TelemetryConfig config;
  private final Map<String, Object> kafka;
  private final EventSink sink;
  private final EventReader reader;
  private final TelemetryMetrics metrics;
  private final Thread thread = new Thread(this::run, "telemetry");
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile String problem = "it has not reached Elasticsearch yet";
  private volatile Throwable failure;
  private long backoffMillis = FIRST_BACKOFF_MILLIS;
  private long nextMaintenance;

  /**
   * @throws IllegalArgumentException when a setting is wrong
   */
  public EventWorker(
      Config config, Map<String, Object> kafka, EventSink sink, MeterRegistry metrics) {
    this.config = TelemetryConfig.of(config);
    this.kafka = Map.copyOf(kafka);
    this.sink = sink;
    this.reader = new EventReader(this.config.categories(), this.config.maxAge());
    this.metrics = new TelemetryMetrics(metrics);
  }

  public void start() {
    thread.start();
  }

  /** Why events are not being stored at the moment; empty while they are. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Why it has stopped for good, when it has. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Lets the batch in flight be stored, then returns. */
  @Override
  public void close() {
    stop.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        consume();
      } while (!stop.await(FIRST_BACKOFF_MILLIS * 4, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.info("interrupted while stopping; what was in flight is stored at the next start");
    } catch (Error e) {
      failure = e;
      throw e;
    }
  }

  private void consume() {
    try (EventConsumer consumer = new EventConsumer(kafka, config)) {
      while (stop.getCount() > 0) {
        step(consumer);
      }
    } catch (KafkaException e) {
      problem = "Kafka does not give events: " + e.getMessage();
      LOG.warn("events are read again from the last committed offsets, because: {}", e.toString());
    } catch (RuntimeException e) {
      problem = "events cannot be stored: " + e.getMessage();
      LOG.error("events wait in Kafka, will be tried again", e);
    }
  }

  private void step(EventConsumer consumer) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(config.pollInterval());
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
    } catch (EventsUnavailableException e) {
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
      LOG.info("events are being stored");
    }
    problem = null;
    backoffMillis = FIRST_BACKOFF_MILLIS;
  }

  private void waitFor(EventConsumer consumer, EventsUnavailableException cause) {
    if (problem == null) {
      LOG.warn("events wait in Kafka: {}", cause.getMessage());
    }
    problem = cause.getMessage() + "; events wait in Kafka";
    metrics.lag(consumer.lag());
    consumer.pause(Duration.ofMillis(backoffMillis));
    backoffMillis = Math.min(config.maxBackoff().toMillis(), backoffMillis * 2);
  }

  private List<EventDocument> documents(ConsumerRecords<byte[], byte[]> records) {
    List<EventDocument> documents = new ArrayList<>(records.count());
    int unreadable = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Optional<EventDocument> document =
            reader.read(EventGroup.ofTopic(record.topic()), record.value(), record.timestamp());
        document.ifPresentOrElse(documents::add, metrics::outdated);
      } catch (IOException e) {
        metrics.unreadable();
        if (unreadable++ < LOGGED_UNREADABLE) {
          LOG.warn(
              "offset {} of {} holds no event: {}",
              record.offset(),
              record.topic(),
              e.getMessage());
        }
      }
    }
    return documents;
  }
}
