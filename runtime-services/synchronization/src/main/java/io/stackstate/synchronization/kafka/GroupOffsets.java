package io.stackstate.synchronization.kafka;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Offsets that one transaction commits, by consumer group. */
final class GroupOffsets {
  private final Map<String, ConsumerGroupMetadata> groups = new LinkedHashMap<>();
  private final Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = new HashMap<>();

  void put(ConsumerGroupMetadata group, TopicPartition partition, OffsetAndMetadata offset) {
    groups.put(group.groupId(), group);
    offsets.computeIfAbsent(group.groupId(), id -> new HashMap<>()).put(partition, offset);
  }

  void forEach(BiConsumer<ConsumerGroupMetadata, Map<TopicPartition, OffsetAndMetadata>> visitor) {
    groups.forEach((id, group) -> visitor.accept(group, offsets.get(id)));
  }
}
