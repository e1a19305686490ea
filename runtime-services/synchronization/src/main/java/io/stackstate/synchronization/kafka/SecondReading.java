package io.stackstate.synchronization.kafka;

import io.stackstate.synchronization.external.IntakeParser;
import io.stackstate.synchronization.external.IntakeRecord;
import io.stackstate.synchronization.external.OffsetRange;
import io.stackstate.synchronization.external.Synchronizer;
import io.stackstate.synchronization.mapping.ElementException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads parts of topology streams a second time, when synchronizations ask for it, with a consumer
 * that exists only then.
 */
final class SecondReading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SecondReading.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;
  private final Synchronizer synchronizer;
  private final BooleanSupplier stopping;
  private final IntakeParser parser = new IntakeParser();
  private Consumer<byte[], byte[]> consumer;

  SecondReading(KafkaClients clients, Synchronizer synchronizer, BooleanSupplier stopping) {
    this.clients = clients;
    this.synchronizer = synchronizer;
    this.stopping = stopping;
  }

  /** Gives each synchronization the next part that it asks for. */
  void step() {
    var wanted = synchronizer.wantedAgain();
    if (wanted.isEmpty()) {
      close();
      return;
    }
    if (consumer == null) {
      consumer = clients.consumer();
    }
    var topics = synchronizer.topics();
    wanted.forEach((sync, range) -> read(sync, new TopicPartition(topics.get(sync), 0), range));
  }

  private void read(long sync, TopicPartition partition, OffsetRange range) {
    List<IntakeRecord> records = new ArrayList<>();
    consumer.assign(List.of(partition));
    consumer.seek(partition, range.from());
    while (consumer.position(partition) < range.to()) {
      if (stopping.getAsBoolean()) {
        return;
      }
      try {
        consumer.poll(POLL).forEach(record -> add(record, range, records));
      } catch (OffsetOutOfRangeException e) {
        // Retention has overtaken the reading: what it deleted is as if it had never been there.
        consumer.seekToBeginning(List.of(partition));
      }
    }
    synchronizer.acceptAgain(sync, range, records, System.currentTimeMillis());
  }

  private void add(
      ConsumerRecord<byte[], byte[]> record, OffsetRange range, List<IntakeRecord> records) {
    if (record.offset() >= range.to()) {
      return;
    }
    try {
      records.add(parser.parse(record.value(), record.offset(), record.timestamp()));
    } catch (ElementException e) {
      LOG.debug("offset {} was counted as an error when it was first read", record.offset(), e);
    }
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }
}
