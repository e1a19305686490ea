package io.stackstate.synchronization.kafka;

import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.external.Synchronizer;
import io.stackstate.topology.kafka.ChangeLogReader;
import io.stackstate.topology.kafka.ReadPosition;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads at start what the last process has written: the change log and the statuses. */
final class StateLoader {
  private static final Logger LOG = LoggerFactory.getLogger(StateLoader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long WAIT_NANOS = Duration.ofMillis(10).toNanos();

  private final Map<String, Object> kafka;
  private final BooleanSupplier stopping;

  StateLoader(Map<String, Object> kafka, BooleanSupplier stopping) {
    this.kafka = kafka;
    this.stopping = stopping;
  }

  /** Gives every change of the log to the synchronizer; the writer must be fenced before. */
  void loadLog(Synchronizer synchronizer) {
    try (ChangeLogReader reader =
        new ChangeLogReader(
            kafka,
            ReadPosition.BEGINNING,
            (commit, next) -> commit.changes().forEach(synchronizer::restore))) {
      reader.start();
      while (!reader.caughtUp() && !stopping.getAsBoolean()) {
        if (reader.failure().isPresent()) {
          throw new IllegalStateException("the change log cannot be read", reader.failure().get());
        }
        LockSupport.parkNanos(WAIT_NANOS);
      }
    }
    synchronizer.restored();
  }

  void loadStatuses(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Synchronizer synchronizer) {
    for (ConsumerRecord<byte[], byte[]> record : newest(consumer, Topics.SYNC_STATUS, stopping)) {
      if (record.value() != null) {
        restore(Keys.text(record.key()), record.value(), synchronizer);
      }
    }
  }

  private static void restore(String key, byte[] value, Synchronizer synchronizer) {
    try {
      synchronizer.restore(Json.mapper().readValue(value, SyncStatus.class));
    } catch (IOException e) {
      LOG.error("the status of synchronization {} is not valid; counters start at 0", key, e);
    }
  }

  /**
   * The newest record of each key of a topic of one partition, in their order, up to its end as of
   * now; stays assigned. Older ones must not be looked at: what was taken back once and came again
   * would be taken back at every start, until Kafka compacts the topic.
   */
  static Collection<ConsumerRecord<byte[], byte[]>> newest(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      String topic,
      BooleanSupplier stopping) {
    Map<String, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
    readAll(
        consumer,
        topic,
        stopping,
        record -> {
          String key = Keys.text(record.key());
          newest.remove(key);
          newest.put(key, record);
        });
    return newest.values();
  }

  private static void readAll(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      String topic,
      BooleanSupplier stopping,
      Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<TopicPartition> partitions = List.of(partition);
    consumer.assign(partitions);
    long end = consumer.endOffsets(partitions).get(partition);
    consumer.seekToBeginning(partitions);
    while (consumer.position(partition) < end && !stopping.getAsBoolean()) {
      consumer.poll(POLL).forEach(visitor);
    }
  }
}
