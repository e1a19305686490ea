package io.stackstate.synchronization.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer with the streams that it reads, whose offsets are committed in its group. For one
 * thread.
 */
final class Lane implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> always;
  private final Map<TopicPartition, IntakeStream> streams = new HashMap<>();

  /**
   * @param always is read beside the streams; the consumer is at its position
   */
  Lane(Consumer<byte[], byte[]> consumer, List<TopicPartition> always) {
    this.consumer = consumer;
    this.always = always;
  }

  /** The stream of this partition; null when this lane reads none. */
  IntakeStream stream(TopicPartition partition) {
    return streams.get(partition);
  }

  ConsumerGroupMetadata group() {
    return consumer.groupMetadata();
  }

  /** Begins to read these, each from the offset that is given. */
  void add(Map<IntakeStream, Long> offsets) {
    offsets.keySet().forEach(stream -> streams.put(stream.partition, stream));
    assign();
    offsets.forEach((stream, offset) -> consumer.seek(stream.partition, offset));
  }

  void remove(List<IntakeStream> gone) {
    gone.forEach(stream -> streams.remove(stream.partition, stream));
    assign();
  }

  private void assign() {
    List<TopicPartition> partitions = new ArrayList<>(streams.keySet());
    partitions.addAll(always);
    consumer.assign(partitions);
  }

  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return consumer.poll(timeout);
  }

  void pause(TopicPartition partition) {
    consumer.pause(List.of(partition));
  }

  void resume(TopicPartition partition) {
    consumer.resume(List.of(partition));
  }

  void seekToBeginning(TopicPartition partition) {
    consumer.seekToBeginning(List.of(partition));
  }

  long position(TopicPartition partition) {
    return consumer.position(partition);
  }

  long lag(TopicPartition partition) {
    return consumer.currentLag(partition).orElse(0);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
