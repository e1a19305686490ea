package io.stackstate.receiver.kafka;

import com.typesafe.config.Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stackstate.model.Topics;
import io.stackstate.receiver.intake.OutgoingRecord;
import io.stackstate.receiver.intake.Overloaded;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one idempotent producer of the receiver. Thread-safe. Its memory is bounded ({@code
 * buffer.memory}); when it is full, senders of records wait a moment and then give up.
 */
public final class RecordPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordPublisher.class);
  private static final Set<String> WRITTEN =
      Set.of(
          Topics.MULTI_METRICS,
          Topics.GENERIC_EVENTS,
          Topics.TOPOLOGY_EVENTS,
          Topics.STATE_EVENTS,
          Topics.INTAKE_HEALTH);

  private final Producer<byte[], byte[]> producer;
  private final Admin admin;
  private final TopologyTopics topics;
  private final KafkaGate gate;
  private final Timer latency;
  private final Duration closeTimeout;

  /**
   * @param kafka client settings, at least {@code bootstrap.servers}
   * @param receiver the section {@code stackstate.receiver}
   */
  public RecordPublisher(
      Map<String, Object> kafka, Config receiver, KafkaGate gate, MeterRegistry metrics) {
    this.gate = gate;
    producer =
        new KafkaProducer<>(
            KafkaSettings.producer(kafka, receiver),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    int adminTimeout = (int) receiver.getDuration("kafka.adminTimeout", TimeUnit.MILLISECONDS);
    admin = Admin.create(KafkaSettings.admin(kafka, adminTimeout));
    topics =
        new TopologyTopics(
            admin, receiver.getInt("maxTopologyTopics"), TopologyTopics.Creation.of(receiver));
    latency = metrics.timer("stackstate.receiver.kafka.latency");
    closeTimeout = receiver.getDuration("drainTimeout");
  }

  /** A group of records that is acknowledged together. */
  public RecordBatch begin() {
    return new RecordBatch(producer, this::failed, latency);
  }

  /** Makes sure that the topic of {@code record} exists. */
  public void prepare(OutgoingRecord record) throws Overloaded {
    if (record.instance() != null) {
      try {
        topics.ensure(record.topic());
      } catch (KafkaAway e) {
        gate.shut();
        throw e;
      }
    }
  }

  /**
   * Whether Kafka answers and the fixed topics are there; blocks for the admin time-out at most.
   */
  public boolean reachable() {
    try {
      return admin.listTopics().names().get().containsAll(WRITTEN);
    } catch (ExecutionException e) {
      LOG.debug("Kafka does not answer", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits for what was sent. */
  @Override
  public void close() {
    producer.close(closeTimeout);
    admin.close(Duration.ofSeconds(1));
  }

  private void failed(String topic, Exception cause) {
    topics.forget(topic);
    if (cause instanceof TimeoutException && gate.isOpen()) {
      LOG.warn("Kafka does not take records: {}", cause.getMessage());
    } else if (!(cause instanceof TimeoutException)) {
      LOG.warn("Kafka refused a record for {}: {}", topic, cause.toString());
    }
    gate.shut();
  }
}
