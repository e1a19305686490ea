package io.stackstate.health.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records that were read last, a bounded number: what a sender says of a new component often
 * comes before the component itself is there. One thread.
 */
final class RecentRecords {
  private final int maxRecords;
  private final long maxBytes;
  private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
  private long bytes;

  RecentRecords(int maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    records.add(record);
    bytes += record.value().length;
    while (records.size() > maxRecords || bytes > maxBytes) {
      bytes -= records.remove().value().length;
    }
  }

  /** The oldest first. */
  void forEach(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    records.forEach(visitor);
  }
}
