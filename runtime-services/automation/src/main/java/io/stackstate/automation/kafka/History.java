package io.stackstate.automation.kafka;

import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.kafka.WriterClients;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of the past, as far as their topic keeps them. Thread-safe. */
final class History {
  private static final Logger LOG = LoggerFactory.getLogger(History.class);
  private static final TopicPartition EVENTS = new TopicPartition(Topics.TOPOLOGY_EVENTS, 0);
  private static final Duration POLL = Duration.ofMillis(100);

  private final WriterClients clients;

  History(WriterClients clients) {
    this.clients = clients;
  }

  /**
   * Reads the events from a time to now, in the order in which they came.
   *
   * @return the time of the first one that is still there, epoch milliseconds; 0 when there is none
   */
  long read(
      long fromMillis,
      BooleanSupplier stopping,
      java.util.function.Consumer<TopologyEvent> visitor) {
    long first = 0;
    try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
      consumer.assign(List.of(EVENTS));
      OffsetAndTimestamp start = consumer.offsetsForTimes(Map.of(EVENTS, fromMillis)).get(EVENTS);
      if (start == null) {
        return first;
      }
      long end = consumer.endOffsets(List.of(EVENTS)).get(EVENTS);
      consumer.seek(EVENTS, start.offset());
      while (consumer.position(EVENTS) < end && !stopping.getAsBoolean()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          first = first == 0 ? record.timestamp() : first;
          visit(record, visitor);
        }
      }
    }
    return first;
  }

  private static void visit(
      ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<TopologyEvent> visitor) {
    if (record.value() == null) {
      return;
    }
    try {
      visitor.accept(Json.mapper().readValue(record.value(), TopologyEvent.class));
    } catch (IOException e) {
      LOG.debug("offset {} holds no event", record.offset(), e);
    }
  }
}
