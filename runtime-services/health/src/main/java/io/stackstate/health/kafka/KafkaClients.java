package io.stackstate.health.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of the service, with the settings that it depends on. */
final class KafkaClients {
  private static final int MAX_REQUEST_BYTES = 8 << 20;
  private static final int TIMEOUT_MILLIS = 15_000;

  private final Map<String, Object> common;
  private final HealthConfig config;

  KafkaClients(Map<String, Object> common, HealthConfig config) {
    this.common = common;
    this.config = config;
  }

  /** Names the one active writer. */
  String transactionalId() {
    return config.groupId() + "-writer";
  }

  /** Makes no transaction yet; {@code initTransactions} fences any other writer. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> c = new HashMap<>(common);
    c.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId());
    c.put(ProducerConfig.ACKS_CONFIG, "all");
    c.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    c.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    c.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    c.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
    c.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    c.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MILLIS);
    return new KafkaProducer<>(c, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sees committed records only, from where it is told to and nowhere else. */
  Consumer<byte[], byte[]> consumer() {
    Map<String, Object> c = new HashMap<>(common);
    c.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
    c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A message older than the topic's retention is lost whatever we do; what is there is read.
    c.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    c.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    c.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.maxBatchMessages());
    c.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    c.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return new KafkaConsumer<>(c, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
