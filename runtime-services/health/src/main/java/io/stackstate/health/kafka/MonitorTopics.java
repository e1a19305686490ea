package io.stackstate.health.kafka;

import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the runner reads beside settings: the statuses of the one before, then requests. */
final class MonitorTopics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorTopics.class);
  private static final TopicPartition REQUESTS = new TopicPartition(Topics.MONITOR_REQUESTS, 0);

  /** Nobody waits longer for a run. */
  private static final long OLDEST_REQUEST_MILLIS = 300_000;

  private static final int TIMEOUT_MILLIS = 15_000;

  private final Consumer<byte[], byte[]> consumer;

  MonitorTopics(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The newest status of each monitor; other runners must be fenced before. */
  Map<String, MonitorRunStatus> statuses(BooleanSupplier stopping) {
    Map<String, MonitorRunStatus> statuses = new TreeMap<>();
    StoredState.readAll(
        consumer,
        Topics.MONITOR_STATUS,
        stopping,
        record -> {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          MonitorRunStatus status = read(record, MonitorRunStatus.class);
          if (status == null) {
            statuses.remove(key);
          } else {
            statuses.put(key, status);
          }
        });
    return statuses;
  }

  /** Goes to the first request that somebody may still wait for. */
  void openRequests(long nowMillis) {
    consumer.assign(List.of(REQUESTS));
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(REQUESTS, nowMillis - OLDEST_REQUEST_MILLIS)).get(REQUESTS);
    if (first == null) {
      consumer.seekToEnd(List.of(REQUESTS));
    } else {
      consumer.seek(REQUESTS, first.offset());
    }
  }

  void pollRequests(Duration wait, java.util.function.Consumer<MonitorRunRequest> visitor) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      MonitorRunRequest request = read(record, MonitorRunRequest.class);
      if (request != null) {
        visitor.accept(request);
      }
    }
  }

  /** Null for a tombstone and for what is not valid. */
  private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    try {
      return record.value() == null ? null : Json.mapper().readValue(record.value(), type);
    } catch (IOException e) {
      LOG.warn("{} offset {}: {}", record.topic(), record.offset(), e.getMessage());
      return null;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
