package io.stackstate.synchronization.kafka;

import io.stackstate.topology.kafka.WriterClients;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.Producer;

/** The Kafka clients of the service, with the settings that are its own. */
final class KafkaClients {
  private final WriterClients clients;
  private final Map<String, Object> reading;
  private final String group;

  KafkaClients(Map<String, Object> common, SyncConfig config) {
    clients = new WriterClients(common, config.groupId());
    group = config.groupId();
    reading =
        Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            config.maxBatchElements(),
            // A stream that is new is asked for when the fetch in flight returns: that must be
            // soon.
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            100,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            16 << 20,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            4 << 20);
  }

  String transactionalId() {
    return clients.transactionalId();
  }

  Producer<byte[], byte[]> producer() {
    return clients.producer();
  }

  /** Sees committed records only, from where it is told to and nowhere else. */
  Consumer<byte[], byte[]> consumer() {
    return consumer(group);
  }

  /** A member of this group, by which its offsets can be committed. */
  Consumer<byte[], byte[]> consumer(String ofGroup) {
    return clients.consumer(ofGroup, reading);
  }

  ConsumerGroupMetadata group(String named) {
    try (Consumer<byte[], byte[]> member = consumer(named)) {
      return member.groupMetadata();
    }
  }

  Admin admin() {
    return clients.admin();
  }
}
