package io.stackstate.health.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.health.stream.HealthStreams.Taken;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.model.health.HealthKey;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes the outcome of a round, the state behind it and the offsets of its input. Any exception
 * means that it is not known what was written: the session must end.
 */
final class TransactionWriter implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final ChangeLogWriter log;
  private final int maxRecords;

  /** Fences every other writer, and waits until its transaction is ended. */
  TransactionWriter(KafkaClients clients, int maxRecords) {
    this.producer = clients.producer();
    this.log = new ChangeLogWriter(producer, clients.transactionalId());
    this.maxRecords = maxRecords;
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Writes health records in commits of bounded size; the last one, with the state and offsets,
   * makes the round final. After a crash before it the input is read again, and what stands in the
   * log already is not written twice.
   */
  void write(
      List<Change> changes,
      Taken state,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    int from = 0;
    while (changes.size() - from > maxRecords) {
      producer.beginTransaction();
      log.append(changes.subList(from, from + maxRecords));
      producer.commitTransaction();
      from += maxRecords;
    }
    producer.beginTransaction();
    log.append(changes.subList(from, changes.size()));
    state.streams().forEach((urn, value) -> send(HealthKey.stream(urn), value));
    state
        .subStreams()
        .forEach((key, value) -> send(HealthKey.subStream(key.urn(), key.id()), value));
    state
        .states()
        .forEach(
            (key, value) ->
                send(new HealthKey(key.urn(), key.subStreamId(), key.checkStateId()), value));
    if (!offsets.isEmpty()) {
      producer.sendOffsetsToTransaction(offsets, group);
    }
    producer.commitTransaction();
  }

  private void send(HealthKey key, Object value) {
    producer.send(new ProducerRecord<>(Topics.HEALTH_STATES, 0, key.toBytes(), json(value)));
  }

  private static byte[] json(Object value) {
    try {
      return value == null ? null : Json.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the state of health streams has a JSON form", e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
