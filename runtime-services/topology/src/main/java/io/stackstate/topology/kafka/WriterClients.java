package io.stackstate.topology.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients of a service that is the sole writer of what it writes, with the settings that
 * exactly-once depends on. Thread-safe; the clients that it makes are their owners' to close.
 */
public final class WriterClients {
  /** Must exceed the largest record that a service writes. */
  private static final int MAX_REQUEST_BYTES = 8 << 20;

  private static final int TIMEOUT_MILLIS = 15_000;

  /** How long a member that is not heard of keeps its turn. */
  private static final int SESSION_MILLIS = 10_000;

  private final Map<String, Object> common;
  private final String groupId;

  /**
   * @param common client settings, at least {@code bootstrap.servers}
   * @param groupId names the consumer group and, with {@code -writer}, the transactional id
   */
  public WriterClients(Map<String, Object> common, String groupId) {
    this.common = Map.copyOf(common);
    this.groupId = groupId;
  }

  /** Names the one active writer. */
  public String transactionalId() {
    return groupId + "-writer";
  }

  /** Makes no transaction yet; {@code initTransactions} fences any other writer. */
  public Producer<byte[], byte[]> producer() {
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

  /** A member of the service's group that sees committed records only; commits nothing itself. */
  public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return consumer(groupId, settings);
  }

  /**
   * A member of this group, by which its offsets can be committed.
   *
   * @param settings what differs from service to service; a partition without a committed offset is
   *     an error, unless they say otherwise
   */
  public Consumer<byte[], byte[]> consumer(String group, Map<String, Object> settings) {
    Map<String, Object> c = new HashMap<>(common);
    c.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    c.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    c.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    c.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    c.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    c.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    c.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    c.putAll(settings);
    return new KafkaConsumer<>(c, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * A member of the group whose members take turns; it reads nothing.
   *
   * @param instanceId the name by which it takes its old place again at once when it was killed;
   *     empty for none
   */
  Consumer<byte[], byte[]> member(String instanceId) {
    Map<String, Object> c = new HashMap<>(common);
    c.put(ConsumerConfig.GROUP_ID_CONFIG, groupId + "-turn");
    if (!instanceId.isEmpty()) {
      c.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
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

  public Admin admin() {
    Map<String, Object> c = new HashMap<>(common);
    c.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    c.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return Admin.create(c);
  }
}
