package io.stackstate.synchronization.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of the service, with the settings that it depends on. */
final class KafkaClients {
  /** Must exceed the largest record that {@code StreamLimits} lets through. */
  private static final int MAX_REQUEST_BYTES = 8 << 20;

  private static final int TIMEOUT_MILLIS = 15_000;

  /** How long a member that is not heard of keeps its turn. */
  private static final int SESSION_MILLIS = 10_000;

  private final Map<String, Object> common;
  private final SyncConfig config;

  KafkaClients(Map<String, Object> common, SyncConfig config) {
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
    return consumer(config.groupId());
  }

  /** A member of this group, by which its offsets can be committed. */
  Consumer<byte[], byte[]> consumer(String group) {
    Map<String, Object> c = new HashMap<>(common);
    c.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    c.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    c.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    c.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.maxBatchElements());
    // A stream that is new is asked for when the fetch in flight returns, so that must be soon.
    c.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    c.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
    c.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
    c.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    c.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return new KafkaConsumer<>(c, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * A member of the group whose members take turns; it reads nothing.
   *
   * @param named whether it has the configured name, by which it takes its old place again at once
   *     when it was killed
   */
  Consumer<byte[], byte[]> member(boolean named) {
    Map<String, Object> c = new HashMap<>(common);
    c.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId() + "-turn");
    if (named && !config.instanceId().isEmpty()) {
      c.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId());
    }
    c.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    c.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 5);
    // A new member takes nothing from one that works.
    c.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    c.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    c.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(c, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  ConsumerGroupMetadata group(String group) {
    try (Consumer<byte[], byte[]> member = consumer(group)) {
      return member.groupMetadata();
    }
  }

  Admin admin() {
    Map<String, Object> c = new HashMap<>(common);
    c.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    c.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return Admin.create(c);
  }
}
