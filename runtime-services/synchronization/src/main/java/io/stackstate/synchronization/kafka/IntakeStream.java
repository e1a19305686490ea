package io.stackstate.synchronization.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A topic as one synchronization reads it. For one thread. */
final class IntakeStream {
  final long sync;
  final TopicPartition partition;
  final Lane lane;
  final Throttle throttle = new Throttle();

  /** What was read and may not be processed yet; while there is any, no more is read. */
  final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

  /** The next offset to process, when it is not committed; -1 when it is. */
  long uncommitted = -1;

  IntakeStream(long sync, TopicPartition partition, Lane lane) {
    this.sync = sync;
    this.partition = partition;
    this.lane = lane;
  }

  /** The next offset to process. */
  long next() {
    return waiting.isEmpty() ? lane.position(partition) : waiting.peek().offset();
  }

  /** Records that are not processed yet, as far as is known. */
  long lag() {
    return waiting.size() + lane.lag(partition);
  }
}
