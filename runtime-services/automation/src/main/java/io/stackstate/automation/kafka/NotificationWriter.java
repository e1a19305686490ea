package io.stackstate.automation.kafka;

import io.stackstate.model.Topics;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.topology.kafka.WriterClients;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes state and the offsets of what led to it in one transaction. Any exception means that it is
 * not known what was written: the session must end.
 */
final class NotificationWriter implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;

  /** Fences every other writer, and waits until its transaction is ended. */
  NotificationWriter(WriterClients clients) {
    this.producer = clients.producer();
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  void write(
      Map<NotificationKey, Optional<byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    producer.beginTransaction();
    records.forEach(
        (key, value) ->
            producer.send(
                new ProducerRecord<>(Topics.NOTIFICATIONS, 0, key.toBytes(), value.orElse(null))));
    if (!offsets.isEmpty()) {
      producer.sendOffsetsToTransaction(offsets, group);
    }
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
