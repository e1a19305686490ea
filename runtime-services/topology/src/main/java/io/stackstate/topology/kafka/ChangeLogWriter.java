package io.stackstate.topology.kafka;

import io.stackstate.model.ElementId;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.CommitHeader;
import java.security.SecureRandom;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes commits to the change log, inside Kafka transactions that the caller opens and ends. For
 * the thread that owns the producer.
 */
public final class ChangeLogWriter {
  private final Producer<byte[], byte[]> producer;
  private final int writer;

  /** Begins at random, so that it differs from that of the last transaction before a restart. */
  private long sequence = new SecureRandom().nextLong();

  /**
   * @param transactionalId that of the producer, the same after a restart: of two producers with
   *     one id Kafka fences the older, so the transactions of one writer never interleave
   */
  public ChangeLogWriter(Producer<byte[], byte[]> producer, String transactionalId) {
    this.producer = producer;
    this.writer = (int) ElementId.of("change-log-writer", transactionalId);
  }

  /**
   * Sends one commit: all the changes that the transaction makes, so once in a transaction at most.
   * Asynchronous; what fails makes the caller's {@code commitTransaction} fail. Without changes it
   * does nothing.
   */
  public void append(List<Change> changes) {
    sequence++;
    int index = 0;
    for (Change change : changes) {
      CommitHeader header = new CommitHeader(writer, sequence, changes.size(), index++);
      producer.send(
          new ProducerRecord<>(
              Topics.CHANGES,
              0,
              null,
              change.key().toBytes(),
              change.value(),
              List.of(new RecordHeader(CommitHeader.NAME, header.toBytes()))));
    }
  }
}
