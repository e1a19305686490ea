package io.stackstate.api.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.api.handler.NotificationRequests;
import io.stackstate.api.health.HealthRequests;
import io.stackstate.api.sync.SettingsPublication;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.settings.SyncSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes settings, and what people ask of health streams, acknowledged by all replicas. */
public final class SettingsProducer
    implements SettingsPublication, HealthRequests, NotificationRequests, AutoCloseable {
  /** As much as the journal of settings takes. */
  private static final int MAX_REQUEST_BYTES = 16 << 20;

  private final KafkaProducer<String, byte[]> producer;
  private final Duration timeout;

  /**
   * @param timeout how long a publication waits for its acknowledgement
   */
  public SettingsProducer(Map<String, Object> kafka, Duration timeout) {
    int millis = Math.toIntExact(timeout.toMillis());
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // A record that was given up must not arrive later, after a newer state of the same node.
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
    this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    this.timeout = timeout;
  }

  @Override
  public void publish(SyncSettings settings) throws IOException, InterruptedException {
    send(settings.id(), json(settings));
  }

  @Override
  public void retract(long id) throws IOException, InterruptedException {
    send(id, null);
  }

  /** Sends records in this order, null values as tombstones; returns when all are acknowledged. */
  void publish(String topic, Map<String, byte[]> records) throws IOException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      for (Map.Entry<String, byte[]> record : records.entrySet()) {
        sent.add(producer.send(new ProducerRecord<>(topic, record.getKey(), record.getValue())));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException e) {
      throw new IOException("Kafka: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    }
  }

  @Override
  public void send(HealthStreamRequest request) throws IOException, InterruptedException {
    // Compaction keeps the newest of each kind: clearing must not take back a deletion.
    String key = request.urn() + (request.deletedAt() > 0 ? " delete" : " clear");
    publish(Topics.HEALTH_REQUESTS, Map.of(key, Json.mapper().writeValueAsBytes(request)));
  }

  @Override
  public void send(NotificationRequest request) throws IOException, InterruptedException {
    byte[] value = Json.mapper().writerFor(NotificationRequest.class).writeValueAsBytes(request);
    publish(Topics.NOTIFICATION_REQUESTS, Map.of(request.requestId(), value));
  }

  @Override
  public void close() {
    producer.close(timeout);
  }

  private void send(long id, byte[] value) throws IOException, InterruptedException {
    publish(Topics.SETTINGS, Collections.singletonMap(SyncSettings.NODE_TYPE + ":" + id, value));
  }

  private static byte[] json(SyncSettings settings) {
    try {
      return Json.mapper().writeValueAsString(settings).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
