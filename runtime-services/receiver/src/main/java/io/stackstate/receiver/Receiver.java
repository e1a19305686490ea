package io.stackstate.receiver;

import com.linecorp.armeria.server.ServerBuilder;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.receiver.http.ReceiverHttp;
import io.stackstate.receiver.kafka.KafkaGate;
import io.stackstate.receiver.kafka.RecordPublisher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code receiver}: takes what Agents and other senders push and writes it to Kafka
 * (intake sheet). A 2xx answer means that all of the message is on all in-sync replicas.
 * Thread-safe.
 */
public final class Receiver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
  private static final int LOOK_FOR_KAFKA_SECONDS = 2;

  private final ExecutorService workers;
  private final ScheduledExecutorService watch;
  private final RecordPublisher publisher;
  private final ReceiverHttp http;
  private final KafkaGate gate;
  private final Duration drainTimeout;
  private volatile boolean reachable;
  private volatile boolean closed;

  private Receiver(Config config, Map<String, Object> kafka, ApiKeys keys, MeterRegistry metrics) {
    drainTimeout = config.getDuration("drainTimeout");
    if (keys.current().isEmpty()) {
      LOG.warn("No receiver key is configured (stackstate.receiver.apiKeys): no data is accepted");
    }
    workers = workers(config);
    gate = new KafkaGate(config.getDuration("kafka.retryAfter"), System::nanoTime);
    publisher = new RecordPublisher(kafka, config, gate, metrics);
    http = new ReceiverHttp(config, keys, publisher, gate, workers, metrics);
    watch = Executors.newSingleThreadScheduledExecutor(threads("receiver-watch"));
    watch.scheduleWithFixedDelay(this::look, 0, LOOK_FOR_KAFKA_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * A receiver whose keys are those of the configuration.
   *
   * @param config the whole configuration; {@code stackstate.receiver} is read
   * @param kafka client settings, at least {@code bootstrap.servers}
   */
  public static Receiver create(Config config, Map<String, Object> kafka, MeterRegistry metrics) {
    List<String> keys = List.copyOf(config.getStringList("stackstate.receiver.apiKeys"));
    return create(config, kafka, () -> keys, metrics);
  }

  /** A receiver whose keys may change while it runs. */
  public static Receiver create(
      Config config, Map<String, Object> kafka, ApiKeys keys, MeterRegistry metrics) {
    return new Receiver(config.getConfig("stackstate.receiver"), kafka, keys, metrics);
  }

  /** Adds {@code /stsAgent/*}, {@code /receiver/stsAgent/*} and {@code /health} to a server. */
  public void bind(ServerBuilder server) {
    http.bind(server, this::ready);
  }

  /** Whether Kafka takes records and the fixed topics exist. */
  public boolean ready() {
    return reachable && gate.isOpen() && !closed;
  }

  /** Turns new requests away, waits until all accepted data is on Kafka, and leaves. */
  @Override
  public void close() {
    closed = true;
    watch.shutdownNow();
    if (!http.drain(drainTimeout)) {
      LOG.warn("Requests still in progress after {} get no answer", drainTimeout);
    }
    workers.shutdownNow();
    publisher.close();
  }

  private void look() {
    reachable = publisher.reachable();
  }

  private static ExecutorService workers(Config config) {
    int configured = config.getInt("workers");
    int threads =
        configured > 0 ? configured : Math.max(2, Runtime.getRuntime().availableProcessors());
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(config.getInt("maxQueuedRequests")),
        threads("receiver-worker"));
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
