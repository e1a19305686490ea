package io.stackstate.health.kafka;

import io.stackstate.health.outcome.Outcome;
import io.stackstate.health.outcome.Outcome.Position;
import io.stackstate.health.outcome.Outcome.Told;
import io.stackstate.health.outcome.StateRecord;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  /** Fewer changes are not worth to be shared among threads. */
  private static final int PARALLEL = 500;

  private final Producer<byte[], byte[]> producer;
  private final ChangeLogWriter log;
  private final ConsumerGroupMetadata group;
  private final int maxRecords;

  /** Fences every other writer, and waits until its transaction is ended. */
  TransactionWriter(KafkaClients clients, int maxRecords) {
    this.producer = clients.producer();
    this.log = new ChangeLogWriter(producer, clients.transactionalId());
    this.group = clients.group();
    this.maxRecords = maxRecords;
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Writes changes in commits of bounded size, each with the events that tell of its changes; the
   * last one, with everything else and the positions, makes the round final. After a crash before
   * it the input is read again, and what stands in the log already is neither written nor told
   * twice.
   */
  void write(Outcome outcome) {
    List<Told> changes = outcome.changes();
    int from = 0;
    while (changes.size() - from > maxRecords) {
      producer.beginTransaction();
      append(changes.subList(from, from + maxRecords));
      producer.commitTransaction();
      from += maxRecords;
    }
    producer.beginTransaction();
    append(changes.subList(from, changes.size()));
    outcome.events().forEach(event -> send(record(event)));
    outcome.records().forEach(this::send);
    send(outcome.positions());
    producer.commitTransaction();
  }

  private void append(List<Told> changes) {
    log.append(changes.stream().map(Told::change).toList());
    // To make the events of a wave is most of the work of writing it.
    Stream<Told> all = changes.size() < PARALLEL ? changes.stream() : changes.parallelStream();
    all.map(TransactionWriter::events).toList().forEach(events -> events.forEach(this::send));
  }

  private static List<StateRecord> events(Told told) {
    return told.events().stream().map(TransactionWriter::record).toList();
  }

  private void send(List<Position> positions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Position position : positions) {
      offsets.put(
          new TopicPartition(position.topic(), position.partition()),
          new OffsetAndMetadata(position.next()));
    }
    if (!offsets.isEmpty()) {
      producer.sendOffsetsToTransaction(offsets, group);
    }
  }

  private static StateRecord record(TopologyEvent event) {
    return StateRecord.json(Topics.TOPOLOGY_EVENTS, event.id(), event);
  }

  private void send(StateRecord record) {
    producer.send(new ProducerRecord<>(record.topic(), 0, record.key(), record.value()));
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
