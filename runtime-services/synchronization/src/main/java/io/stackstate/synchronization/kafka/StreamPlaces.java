package io.stackstate.synchronization.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the committed position of a synchronization. Kafka keeps one offset for a group and a
 * partition, so of several synchronizations on one topic each has one of its own: the first uses
 * the group that all share, because offsets of one group cost one request for a transaction, and
 * the others a group that is named after them. The metadata of an offset say whose it is.
 */
final class StreamPlaces {
  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;
  private final String shared;

  /**
   * @param consumer is a member of the shared group
   */
  StreamPlaces(Admin admin, Consumer<byte[], byte[]> consumer, String shared) {
    this.admin = admin;
    this.consumer = consumer;
    this.shared = shared;
  }

  boolean isShared(StreamPlace place) {
    return place.group().equals(shared);
  }

  /**
   * @param taken another synchronization that is running uses the shared group for this partition
   */
  StreamPlace find(TopicPartition partition, long sync, boolean taken) {
    StreamPlace common = shared(partition);
    Long owner = common.metadata().sync();
    if (common.committed() != null && Objects.equals(owner, sync)) {
      return common;
    }
    StreamPlace own = own(partition, sync);
    boolean isOthers = common.committed() != null && owner != null;
    return own.committed() != null || taken || isOthers ? own : common;
  }

  /** All places that hold something of this synchronization. */
  List<StreamPlace> all(TopicPartition partition, long sync, boolean taken) {
    List<StreamPlace> places = new ArrayList<>(2);
    StreamPlace common = shared(partition);
    Long owner = common.metadata().sync();
    if (common.committed() != null && (owner == null ? !taken : owner == sync)) {
      places.add(common);
    }
    StreamPlace own = own(partition, sync);
    if (own.committed() != null) {
      places.add(own);
    }
    return places;
  }

  private StreamPlace shared(TopicPartition partition) {
    return place(shared, consumer.committed(Set.of(partition)).get(partition));
  }

  private StreamPlace own(TopicPartition partition, long sync) {
    String group = shared + "-" + sync;
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin
            .listConsumerGroupOffsets(
                Map.of(
                    group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
                new ListConsumerGroupOffsetsOptions().requireStable(true))
            .partitionsToOffsetAndMetadata(group)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return place(group, offsets.get(partition));
  }

  private static StreamPlace place(String group, OffsetAndMetadata committed) {
    StreamPlace place = new StreamPlace(group, committed);
    return place.metadata().isFresh() ? new StreamPlace(group, null) : place;
  }
}
