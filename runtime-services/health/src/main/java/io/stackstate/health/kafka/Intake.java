package io.stackstate.health.kafka;

import io.stackstate.health.stream.HealthStreams;
import io.stackstate.health.stream.Origin;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.intake.IntakeHealthMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the messages of the intake and the requests of people to the streams. Offsets are not moved
 * past the start of an open snapshot: which states it held so far is learned by reading it again.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final TopicPartition REQUESTS = new TopicPartition(Topics.HEALTH_REQUESTS, 0);

  private final Consumer<byte[], byte[]> consumer;
  private final HealthStreams streams;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Set<TopicPartition> moved = new HashSet<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private long oldest;

  Intake(Consumer<byte[], byte[]> consumer, HealthStreams streams) {
    this.consumer = consumer;
    this.streams = streams;
  }

  /** Learns what was asked for, and goes to where the last process was. */
  void open(BooleanSupplier stopping) {
    StoredState.readAll(consumer, Topics.HEALTH_REQUESTS, stopping, this::request);
    long requestsRead = consumer.position(REQUESTS);
    consumer
        .partitionsFor(Topics.INTAKE_HEALTH)
        .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
    List<TopicPartition> all = new ArrayList<>(partitions);
    all.add(REQUESTS);
    consumer.assign(all);
    consumer.seek(REQUESTS, requestsRead);
    Map<TopicPartition, OffsetAndMetadata> stored = consumer.committed(new HashSet<>(partitions));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = stored.get(partition);
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset.offset());
        committed.put(partition, offset.offset());
      }
    }
  }

  /** Returns how many messages came. */
  int poll(Duration wait) {
    int messages = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      if (record.topic().equals(Topics.HEALTH_REQUESTS)) {
        request(record);
      } else {
        messages++;
        oldest = oldest == 0 ? record.timestamp() : Math.min(oldest, record.timestamp());
        message(record);
      }
    }
    return messages;
  }

  private void message(ConsumerRecord<byte[], byte[]> record) {
    moved.add(new TopicPartition(record.topic(), record.partition()));
    try {
      streams.apply(
          Json.mapper().readValue(record.value(), IntakeHealthMessage.class),
          new Origin(record.partition(), record.offset(), System.currentTimeMillis()));
    } catch (IOException | IllegalArgumentException e) {
      LOG.error(
          "health message at {}-{} is not valid and left out: {}",
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private void request(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      streams.request(
          Json.mapper().readValue(record.value(), HealthStreamRequest.class),
          System.currentTimeMillis());
    } catch (IOException e) {
      LOG.error("a request about a health stream is not valid: {}", e.getMessage());
    }
  }

  /**
   * When the oldest message since the last call was received, epoch milliseconds; 0 when there was
   * none.
   */
  long takeOldest() {
    long taken = oldest;
    oldest = 0;
    return taken;
  }

  boolean hasUncommitted() {
    return !moved.isEmpty();
  }

  /** The offsets to commit with what was folded. */
  Map<TopicPartition, OffsetAndMetadata> takeOffsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : moved) {
      long opened = streams.openedAt(partition.partition());
      long next = opened >= 0 ? opened : consumer.position(partition);
      Long before = committed.put(partition, next);
      if (before == null || before != next) {
        offsets.put(partition, new OffsetAndMetadata(next));
      }
    }
    moved.clear();
    return offsets;
  }

  /** How many messages are not yet folded. */
  long lag() {
    return partitions.stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
  }
}
