package io.stackstate.automation.kafka;

import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.health.ViewHealth;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events and requests, and how far they are read. For one thread, but for {@link #wake}. */
final class Input {
  private static final Logger LOG = LoggerFactory.getLogger(Input.class);
  private static final Duration LOAD_POLL = Duration.ofMillis(100);
  private static final TopicPartition STATE = new TopicPartition(Topics.NOTIFICATIONS, 0);
  private static final TopicPartition VIEWS = new TopicPartition(Topics.VIEW_HEALTH, 0);

  private final Consumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> moved = new HashSet<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final AtomicBoolean polling = new AtomicBoolean();

  /** Where to go on with the health of views, which is read from its beginning at each start. */
  private long viewsAt;

  Input(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** What one poll has brought, in its order. */
  record Batch(
      List<TopologyEvent> events, List<NotificationRequest> requests, List<OfView> views) {}

  /**
   * The health of a view.
   *
   * @param health null when it has none any more
   */
  record OfView(long view, ViewHealth health) {}

  /** Reads the newest of what was stored; the writer must be fenced before. */
  void restore(BooleanSupplier stopping, BiConsumer<NotificationKey, byte[]> visitor) {
    Map<NotificationKey, byte[]> newest = new LinkedHashMap<>();
    readAll(
        STATE,
        stopping,
        record -> {
          NotificationKey key = NotificationKey.parse(record.key());
          newest.remove(key);
          if (record.value() != null) {
            newest.put(key, record.value());
          }
        });
    newest.forEach(visitor);
  }

  /** Reads what is known of the health of views; before it is opened. */
  void restoreViews(BooleanSupplier stopping, java.util.function.Consumer<OfView> visitor) {
    viewsAt = readAll(VIEWS, stopping, record -> ofView(record).ifPresent(visitor));
  }

  /** Where it ended. */
  private long readAll(
      TopicPartition partition,
      BooleanSupplier stopping,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    List<TopicPartition> partitions = List.of(partition);
    consumer.assign(partitions);
    long end = consumer.endOffsets(partitions).get(partition);
    consumer.seekToBeginning(partitions);
    while (consumer.position(partition) < end && !stopping.getAsBoolean()) {
      consumer.poll(LOAD_POLL).forEach(visitor);
    }
    return consumer.position(partition);
  }

  private static Optional<OfView> ofView(ConsumerRecord<byte[], byte[]> record) {
    try {
      long view = Long.parseLong(new String(record.key(), StandardCharsets.UTF_8));
      return Optional.of(
          new OfView(
              view,
              record.value() == null
                  ? null
                  : Json.mapper().readValue(record.value(), ViewHealth.class)));
    } catch (IOException | NumberFormatException e) {
      LOG.warn(
          "{} offset {}: found what is no health of a view: {}",
          record.topic(),
          record.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Goes to where the last process was; events of the time before the first are not looked at. */
  void open() {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : List.of(Topics.TOPOLOGY_EVENTS, Topics.NOTIFICATION_REQUESTS)) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> all.add(new TopicPartition(p.topic(), p.partition())));
    }
    List<TopicPartition> withViews = new ArrayList<>(all);
    withViews.add(VIEWS);
    consumer.assign(withViews);
    consumer.seek(VIEWS, viewsAt);
    ends.putAll(consumer.endOffsets(withViews));
    Map<TopicPartition, OffsetAndMetadata> stored = consumer.committed(new HashSet<>(all));
    for (TopicPartition partition : all) {
      OffsetAndMetadata offset = stored.get(partition);
      if (offset != null) {
        consumer.seek(partition, offset.offset());
      } else if (partition.topic().equals(Topics.TOPOLOGY_EVENTS)) {
        consumer.seekToEnd(List.of(partition));
        moved.add(partition);
      } else {
        consumer.seekToBeginning(List.of(partition));
      }
    }
  }

  Batch poll(Duration wait) {
    Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ConsumerRecord<byte[], byte[]> record : fetch(wait)) {
      if (record.topic().equals(Topics.VIEW_HEALTH)) {
        ofView(record).ifPresent(batch.views()::add);
        continue;
      }
      moved.add(new TopicPartition(record.topic(), record.partition()));
      if (record.value() == null) {
        continue;
      }
      try {
        if (record.topic().equals(Topics.TOPOLOGY_EVENTS)) {
          batch.events().add(Json.mapper().readValue(record.value(), TopologyEvent.class));
        } else {
          batch.requests().add(Json.mapper().readValue(record.value(), NotificationRequest.class));
        }
      } catch (IOException e) {
        LOG.warn(
            "{} offset {}: found what is no event or request: {}",
            record.topic(),
            record.offset(),
            e.getMessage());
      }
    }
    return batch;
  }

  private ConsumerRecords<byte[], byte[]> fetch(Duration wait) {
    polling.set(true);
    try {
      return consumer.poll(wait);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    } finally {
      polling.set(false);
    }
  }

  /** Ends a poll that waits; from any thread. */
  void wake() {
    if (polling.compareAndSet(true, false)) {
      consumer.wakeup();
    }
  }

  /** Whether all is read that was there when it was opened. */
  boolean caughtUp() {
    ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return ends.isEmpty();
  }

  boolean hasUncommitted() {
    return !moved.isEmpty();
  }

  /** The offsets to commit with what was made of the input. */
  Map<TopicPartition, OffsetAndMetadata> takeOffsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : moved) {
      offsets.put(partition, new OffsetAndMetadata(consumer.position(partition)));
    }
    moved.clear();
    return offsets;
  }
}
