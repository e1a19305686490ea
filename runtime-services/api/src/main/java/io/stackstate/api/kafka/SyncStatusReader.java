package io.stackstate.api.kafka;

import io.stackstate.api.sync.SyncStatusBoard;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds {@code sts_internal_sync_status} from its beginning into a {@link SyncStatusBoard}, on a
 * thread of its own. While Kafka is away it keeps trying; a record that cannot be read is logged
 * and passed over.
 */
public final class SyncStatusReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncStatusReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long RETRY_MILLIS = 1000;
  private static final TopicPartition PARTITION = new TopicPartition(Topics.SYNC_STATUS, 0);

  private final Map<String, Object> config;
  private final SyncStatusBoard board;
  private final Thread thread = new Thread(this::run, "api-sync-status");
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile KafkaConsumer<String, byte[]> consumer;

  public SyncStatusReader(Map<String, Object> kafka, SyncStatusBoard board) {
    this.config = new HashMap<>(kafka);
    this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.board = board;
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    KafkaConsumer<String, byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        follow();
      } while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try (KafkaConsumer<String, byte[]> c =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer = c;
      c.assign(List.of(PARTITION));
      c.seekToBeginning(List.of(PARTITION));
      long end = c.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (closed.getCount() > 0) {
        c.poll(POLL).forEach(this::apply);
        if (!board.isComplete() && c.position(PARTITION) >= end) {
          board.markComplete();
        }
      }
    } catch (WakeupException e) {
      LOG.debug("Stopped");
    } catch (KafkaException e) {
      LOG.warn("Status of synchronizations cannot be read, trying again: {}", e.getMessage());
    }
  }

  private void apply(ConsumerRecord<String, byte[]> message) {
    try {
      SyncStatus status =
          message.value() == null
              ? null
              : Json.mapper().readValue(message.value(), SyncStatus.class);
      board.apply(Long.parseLong(message.key()), status, message.timestamp());
    } catch (IOException | NumberFormatException e) {
      LOG.warn(
          "{} offset {}: found what is no status: {}",
          Topics.SYNC_STATUS,
          message.offset(),
          e.getMessage());
    }
  }
}
