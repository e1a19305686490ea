package io.stackstate.synchronization.kafka;

import io.stackstate.model.Topics;
import io.stackstate.synchronization.external.Batch;
import io.stackstate.synchronization.external.IntakeParser;
import io.stackstate.synchronization.external.StreamPosition;
import io.stackstate.synchronization.external.Synchronizer;
import io.stackstate.synchronization.mapping.ElementException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topology streams that are read, and the settings topic beside them, with one consumer. Knows
 * which synchronization each stream belongs to and how far it is processed.
 */
final class IntakeStreams {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeStreams.class);
  static final TopicPartition SETTINGS = new TopicPartition(Topics.SETTINGS, 0);

  private final Consumer<byte[], byte[]> consumer;
  private final Synchronizer synchronizer;
  private final SettingsFeed settings;
  private final TopicLookup lookup;
  private final StreamStart start;
  private final IntakeParser parser = new IntakeParser();
  private final Map<TopicPartition, Long> syncs = new HashMap<>();
  private final Map<TopicPartition, Long> processed = new HashMap<>();
  private final Set<Long> conflicts = new HashSet<>();

  /** The consumer is assigned the settings topic and has read it to its end. */
  IntakeStreams(
      Consumer<byte[], byte[]> consumer,
      Synchronizer synchronizer,
      SettingsFeed settings,
      TopicLookup lookup,
      StreamStart start) {
    this.consumer = consumer;
    this.synchronizer = synchronizer;
    this.settings = settings;
    this.lookup = lookup;
    this.start = start;
  }

  /** Waits until every stream that exists is being read. */
  void openAll(long now) {
    Map<String, Long> wanted = wanted(now);
    open(lookup.awaitExisting(wanted.keySet(), now), wanted, now);
  }

  /** Drops streams that are no longer wanted and opens those that have come into being. */
  void refresh(long now) {
    Map<String, Long> wanted = wanted(now);
    if (syncs.keySet().removeIf(p -> !wanted.containsKey(p.topic()))) {
      processed.keySet().retainAll(syncs.keySet());
      assign();
    }
    syncs.replaceAll((partition, sync) -> wanted.get(partition.topic()));
    Map<String, Long> missing = new HashMap<>(wanted);
    syncs.keySet().forEach(p -> missing.remove(p.topic()));
    open(lookup.existing(missing.keySet(), now), missing, now);
  }

  /**
   * Waits for input and gives it to the synchronizer.
   *
   * @return the number of records of topology streams
   */
  int poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(timeout);
    } catch (OffsetOutOfRangeException e) {
      lost(e);
      return 0;
    }
    long now = System.currentTimeMillis();
    records.records(SETTINGS).forEach(settings::accept);
    int count = 0;
    for (TopicPartition partition : records.partitions()) {
      Long sync = syncs.get(partition);
      if (sync != null && synchronizer.isRunning(sync)) {
        List<ConsumerRecord<byte[], byte[]>> elements = records.records(partition);
        elements.forEach(element -> accept(sync, element, now));
        count += elements.size();
        processed.put(partition, elements.get(elements.size() - 1).offset() + 1);
      }
    }
    return count;
  }

  /** What to commit: how far each stream is processed since it was last asked. */
  Map<TopicPartition, OffsetAndMetadata> takeOffsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, Long> stream : syncs.entrySet()) {
      if (synchronizer.isRunning(stream.getValue())
          && synchronizer.takePositionChanged(stream.getValue())) {
        processed.putIfAbsent(stream.getKey(), consumer.position(stream.getKey()));
      }
    }
    processed.forEach(
        (partition, offset) -> {
          Long sync = syncs.get(partition);
          if (sync != null && synchronizer.isRunning(sync)) {
            StreamPosition position = synchronizer.position(sync);
            offsets.put(partition, OffsetMetadata.of(position).at(offset));
          }
        });
    processed.clear();
    return offsets;
  }

  /**
   * Stops to read for a synchronization that is gone.
   *
   * @return the partition that nobody reads any more, when its topic exists
   */
  Optional<TopicPartition> release(Batch.Removed removed) {
    TopicPartition partition = new TopicPartition(removed.topic(), 0);
    Long owner = syncs.get(partition);
    if (owner != null && owner != removed.sync()) {
      return Optional.empty();
    }
    if (owner != null) {
      syncs.remove(partition);
      processed.remove(partition);
      assign();
    }
    return removed.topic().isEmpty() || !lookup.exists(removed.topic())
        ? Optional.empty()
        : Optional.of(partition);
  }

  boolean hasUncommitted() {
    return !processed.isEmpty();
  }

  /** Records that are not processed yet, as far as is known. */
  long lag() {
    return syncs.keySet().stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
  }

  private void accept(long sync, ConsumerRecord<byte[], byte[]> record, long now) {
    try {
      synchronizer.accept(
          sync, parser.parse(record.value(), record.offset(), record.timestamp()), now);
    } catch (ElementException e) {
      synchronizer.fail(sync, e, now);
    }
  }

  private void open(Set<String> existing, Map<String, Long> wanted, long now) {
    if (existing.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (String topic : existing) {
      TopicPartition partition = new TopicPartition(topic, 0);
      offsets.put(partition, start.open(partition, wanted.get(topic), now));
      syncs.put(partition, wanted.get(topic));
    }
    assign();
    offsets.forEach(consumer::seek);
    LOG.info("reading {}", existing);
  }

  private void assign() {
    List<TopicPartition> partitions = new ArrayList<>(syncs.keySet());
    partitions.add(SETTINGS);
    consumer.assign(partitions);
  }

  private void lost(OffsetOutOfRangeException e) {
    long now = System.currentTimeMillis();
    for (TopicPartition partition : e.partitions()) {
      Long sync = syncs.get(partition);
      if (sync == null) {
        throw e;
      }
      if (synchronizer.isRunning(sync)) {
        synchronizer.lost(sync, "records were deleted before they were read", now);
      }
      consumer.seekToBeginning(List.of(partition));
    }
  }

  /** The synchronization for each topic; the first one keeps a topic that two ask for. */
  private Map<String, Long> wanted(long now) {
    Map<String, Long> wanted = new HashMap<>();
    syncs.forEach((partition, sync) -> keep(partition.topic(), sync, wanted));
    Map<Long, String> topics = synchronizer.topics();
    topics.forEach(
        (sync, topic) -> {
          Long owner = wanted.putIfAbsent(topic, sync);
          if (owner != null && !owner.equals(sync) && conflicts.add(sync)) {
            synchronizer.conflict(sync, topic, now);
          }
        });
    conflicts.retainAll(topics.keySet());
    return wanted;
  }

  private void keep(String topic, Long sync, Map<String, Long> wanted) {
    if (topic.equals(synchronizer.topics().get(sync))) {
      wanted.put(topic, sync);
    }
  }
}
