package io.stackstate.synchronization.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.external.Batch;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a batch with its events and the offsets of its input in one Kafka transaction. Any
 * exception means that it is not known what was written: the session must end.
 */
final class TransactionWriter implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final ChangeLogWriter log;

  /** Fences every other writer, and waits until its transaction is ended. */
  TransactionWriter(KafkaClients clients) {
    this.producer = clients.producer();
    this.log = new ChangeLogWriter(producer, clients.transactionalId());
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  void write(Batch batch, GroupOffsets offsets) {
    producer.beginTransaction();
    log.append(batch.changes());
    batch.events().forEach(this::send);
    for (Batch.Removed removed : batch.removed()) {
      send(removed.sync(), null);
    }
    for (SyncStatus status : batch.statuses()) {
      send(status.nodeId(), json(status));
    }
    offsets.forEach((group, positions) -> producer.sendOffsetsToTransaction(positions, group));
    producer.commitTransaction();
  }

  private void send(long sync, byte[] value) {
    producer.send(new ProducerRecord<>(Topics.SYNC_STATUS, 0, Keys.status(sync), value));
  }

  private void send(TopologyEvent event) {
    byte[] key = event.id().getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topics.TOPOLOGY_EVENTS, key, json(event)));
  }

  private static byte[] json(Object value) {
    try {
      return Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is written has a JSON form", e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
