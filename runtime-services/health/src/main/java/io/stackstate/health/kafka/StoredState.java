package io.stackstate.health.kafka;

import io.stackstate.health.stream.HealthStreams;
import io.stackstate.health.stream.StateKey;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.health.StreamState;
import io.stackstate.model.health.SubStreamState;
import io.stackstate.model.health.ViewHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the last process has stored of the health streams. */
final class StoredState {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<HealthKey, byte[]> newest = new LinkedHashMap<>();

  /** Reads the whole topic; the writer must be fenced before. */
  static StoredState read(Consumer<byte[], byte[]> consumer, BooleanSupplier stopping) {
    StoredState state = new StoredState();
    readAll(
        consumer,
        Topics.HEALTH_STATES,
        stopping,
        record -> {
          HealthKey key = HealthKey.parse(record.key());
          if (record.value() == null) {
            state.newest.remove(key);
          } else {
            state.newest.put(key, record.value());
          }
        });
    return state;
  }

  /**
   * Reads what was said of the health of views.
   *
   * @param visitor is given the id of the view and what was said; null when it was deleted
   */
  static void readViews(
      Consumer<byte[], byte[]> consumer,
      BooleanSupplier stopping,
      BiConsumer<Long, ViewHealth> visitor) {
    readAll(
        consumer,
        Topics.VIEW_HEALTH,
        stopping,
        record ->
            visitor.accept(
                Long.parseLong(new String(record.key(), StandardCharsets.UTF_8)),
                record.value() == null ? null : json(record.value(), ViewHealth.class)));
  }

  /** Reads a topic of one partition from its beginning to its end as of now; stays assigned. */
  static void readAll(
      Consumer<byte[], byte[]> consumer,
      String topic,
      BooleanSupplier stopping,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<TopicPartition> partitions = List.of(partition);
    consumer.assign(partitions);
    long end = consumer.endOffsets(partitions).get(partition);
    consumer.seekToBeginning(partitions);
    while (consumer.position(partition) < end && !stopping.getAsBoolean()) {
      consumer.poll(POLL).forEach(visitor);
    }
  }

  void restore(HealthStreams streams, long now) {
    newest.forEach(
        (key, value) -> {
          if (key.subStreamId() == null) {
            streams.restore(json(value, StreamState.class));
          }
        });
    newest.forEach(
        (key, value) -> {
          if (key.subStreamId() != null && key.checkStateId() == null) {
            streams.restore(json(value, SubStreamState.class), now);
          }
        });
    newest.forEach(
        (key, value) -> {
          if (key.checkStateId() != null) {
            StateKey state = new StateKey(key.urn(), key.subStreamId(), key.checkStateId());
            streams.restore(state, json(value, CheckState.class), now);
          }
        });
  }

  private static <T> T json(byte[] value, Class<T> type) {
    try {
      return Json.mapper().readValue(value, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
