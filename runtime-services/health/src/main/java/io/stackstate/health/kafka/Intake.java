package io.stackstate.health.kafka;

import io.stackstate.health.outcome.Moment;
import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Outcome.Position;
import io.stackstate.health.outcome.Step;
import io.stackstate.health.stream.HealthStreams;
import io.stackstate.health.stream.Origin;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.intake.IntakeHealthMessage;
import java.io.IOException;
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
final class Intake implements Step {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final TopicPartition REQUESTS = new TopicPartition(Topics.HEALTH_REQUESTS, 0);

  private final KafkaClients clients;
  private final HealthConfig config;
  private final HealthStreams streams;
  private final HealthMetrics metrics;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Set<TopicPartition> moved = new HashSet<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private Consumer<byte[], byte[]> consumer;
  private long oldest;
  private long lastTick;

  Intake(KafkaClients clients, HealthConfig config, HealthStreams streams, HealthMetrics metrics) {
    this.clients = clients;
    this.config = config;
    this.streams = streams;
    this.metrics = metrics;
  }

  /** What the last process knew of the streams, and then where it was. */
  @Override
  public void load(BooleanSupplier stopping, long now) {
    consumer = clients.consumer();
    StoredState.read(consumer, stopping).restore(streams, now);
    open(stopping);
  }

  /** Learns what was asked for, and goes to where the last process was. */
  private void open(BooleanSupplier stopping) {
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

  /** Waits for the poll interval when there is nothing: an idle service waits here. */
  @Override
  public int take() {
    int messages = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(config.pollInterval())) {
      if (record.topic().equals(Topics.HEALTH_REQUESTS)) {
        request(record);
      } else {
        messages++;
        oldest = oldest == 0 ? record.timestamp() : Math.min(oldest, record.timestamp());
        message(record);
      }
    }
    metrics.processed(messages, lag());
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

  @Override
  public void next(Moment moment, Outcome outcome) {
    if (moment.now() - lastTick >= config.tickInterval().toMillis()) {
      streams.tick(moment.now());
      lastTick = moment.now();
    }
    streams.take().store(outcome);
    positions(outcome);
    if (oldest > 0) {
      outcome.cameFrom(oldest);
      oldest = 0;
    }
  }

  private void positions(Outcome outcome) {
    for (TopicPartition partition : moved) {
      long opened = streams.openedAt(partition.partition());
      long next = opened >= 0 ? opened : consumer.position(partition);
      Long before = committed.put(partition, next);
      if (before == null || before != next) {
        outcome.position(new Position(partition.topic(), partition.partition(), next));
      }
    }
    moved.clear();
  }

  /** How many messages are not yet folded. */
  private long lag() {
    return partitions.stream().mapToLong(p -> consumer.currentLag(p).orElse(0)).sum();
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
