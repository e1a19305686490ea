package io.stackstate.health.kafka;

import io.stackstate.topology.kafka.WriterClients;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.Producer;

/** The Kafka clients of the service, with the settings that are its own. */
final class KafkaClients {
  /** A snapshot of many states comes in large messages of one partition: few rounds for it. */
  private static final int FETCH_BYTES = 4 << 20;

  private static final int CHECK_RECORDS = 10_000;
  private static final int CHECK_FETCH_BYTES = 4 << 20;

  private final WriterClients clients;
  private final int maxBatchMessages;

  KafkaClients(Map<String, Object> common, HealthConfig config) {
    clients = new WriterClients(common, config.groupId());
    maxBatchMessages = config.maxBatchMessages();
  }

  /** By which offsets are committed; only a consumer can tell. */
  ConsumerGroupMetadata group() {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      return consumer.groupMetadata();
    }
  }

  String transactionalId() {
    return clients.transactionalId();
  }

  Producer<byte[], byte[]> producer() {
    return clients.producer();
  }

  /** A message older than the topic's retention is lost whatever we do; what is there is read. */
  Consumer<byte[], byte[]> consumer() {
    return clients.consumer(
        Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            maxBatchMessages,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            FETCH_BYTES));
  }

  /** Reads in large pieces: metrics are many and small. */
  Consumer<byte[], byte[]> checkConsumer() {
    return clients.consumer(
        Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            CHECK_RECORDS,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            CHECK_FETCH_BYTES));
  }
}
