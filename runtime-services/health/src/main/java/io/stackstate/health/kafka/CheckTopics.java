package io.stackstate.health.kafka;

import io.stackstate.health.outcome.Outcome.Position;
import io.stackstate.model.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Where checks are in the topics that they read. What a window held when the last position was
 * written is not stored but read again: reading begins so much before that position. One thread.
 */
final class CheckTopics {
  private static final List<String> TOPICS =
      List.of(
          Topics.MULTI_METRICS, Topics.GENERIC_EVENTS, Topics.TOPOLOGY_EVENTS, Topics.STATE_EVENTS);
  private static final Duration PEEK = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  /** Where the last process was. */
  private final Map<TopicPartition, Long> decided = new HashMap<>();

  /** The same, kept when all of that is read again. */
  private Map<TopicPartition, Long> decidedBefore = Map.of();

  private long newestPoint;

  CheckTopics(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Goes to where the windows begin.
   *
   * @param windowMillis the longest of them
   * @param now epoch milliseconds
   */
  void open(long windowMillis, long now) {
    for (String topic : TOPICS) {
      List<PartitionInfo> infos = consumer.partitionsFor(topic);
      if (infos != null) {
        infos.forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
      }
    }
    consumer.assign(partitions);
    consumer
        .committed(new HashSet<>(partitions))
        .forEach((partition, offset) -> decidedBefore(partition, offset));
    Map<TopicPartition, Long> begins = new HashMap<>();
    for (TopicPartition partition : partitions) {
      begins.put(partition, timeAt(partition, now) - windowMillis);
    }
    decidedBefore = Map.copyOf(decided);
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(begins);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp begin = found.get(partition);
      Long before = decided.get(partition);
      if (begin != null) {
        consumer.seek(
            partition, before == null ? begin.offset() : Math.min(begin.offset(), before));
      } else if (before != null) {
        consumer.seek(partition, before);
      } else {
        consumer.seekToEnd(List.of(partition));
      }
    }
  }

  private void decidedBefore(TopicPartition partition, OffsetAndMetadata offset) {
    if (offset != null) {
      decided.put(partition, offset.offset());
    }
  }

  /** When the first record came that the last process has not seen; now when there is none. */
  private long timeAt(TopicPartition partition, long now) {
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    // A topic that was made anew begins anew.
    decided.computeIfPresent(partition, (p, offset) -> offset > end ? null : offset);
    Long next = decided.get(partition);
    if (next == null || next == end) {
      return now;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, next);
    ConsumerRecords<byte[], byte[]> records = consumer.poll(PEEK);
    consumer.assign(partitions);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      return Math.min(record.timestamp(), now);
    }
    return now;
  }

  /** A record was read. */
  void saw(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Topics.MULTI_METRICS)) {
      newestPoint = Math.max(newestPoint, record.timestamp());
    }
  }

  /** Whether the last process has not decided on the record. */
  boolean isNew(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return record.offset() >= decidedBefore.getOrDefault(partition, 0L);
  }

  /** Whether all is read that the last process has decided already. */
  boolean replayed() {
    decided.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    return decided.isEmpty();
  }

  /**
   * The time as of which to decide, epoch milliseconds: while points wait to be read, that of the
   * last one, as it would have been without the delay. Negative as long as that is not known.
   *
   * @param now the time
   */
  long time(long now) {
    for (TopicPartition partition : partitions) {
      if (partition.topic().equals(Topics.MULTI_METRICS)) {
        long lag = consumer.currentLag(partition).orElse(-1);
        if (lag < 0 || lag > 0 && newestPoint == 0) {
          return -1;
        }
        if (lag > 0) {
          return Math.min(newestPoint, now);
        }
      }
    }
    return now;
  }

  /** How many records are not yet read. */
  long lag() {
    return partitions.stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
  }

  List<Position> positions() {
    return partitions.stream()
        .map(p -> new Position(p.topic(), p.partition(), consumer.position(p)))
        .toList();
  }
}
