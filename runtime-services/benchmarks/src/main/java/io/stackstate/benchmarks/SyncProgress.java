package io.stackstate.benchmarks;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far synchronization has come in a topic, by the offsets that it committed. */
final class SyncProgress {
  private SyncProgress() {}

  /** Waits until some consumer group has committed the end of the topic. */
  static void awaitConsumed(Kafka kafka, String topic) throws Exception {
    long end = kafka.endOffset(topic);
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = Admin.create(kafka.config())) {
      Await.until("the end of " + topic, () -> committed(admin, partition) >= end);
    }
  }

  /**
   * Follows the group until it has committed the end of the topic.
   *
   * @return records per second, from the first commit to the last: without the time to start
   */
  static double consumptionRate(Kafka kafka, String topic) throws Exception {
    long end = kafka.endOffset(topic);
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = Admin.create(kafka.config())) {
      Await.until("the first commit", () -> committed(admin, partition) > 0);
      long first = committed(admin, partition);
      long start = System.nanoTime();
      Await.until("the end of " + topic, () -> committed(admin, partition) >= end);
      return (end - first) / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static long committed(Admin admin, TopicPartition partition) throws Exception {
    long furthest = 0;
    for (GroupListing group : admin.listGroups().all().get()) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get();
      OffsetAndMetadata offset = offsets.get(partition);
      if (offset != null) {
        furthest = Math.max(furthest, offset.offset());
      }
    }
    return furthest;
  }
}
