package io.stackstate.synchronization.kafka;

import io.stackstate.synchronization.external.IntakeParser;
import io.stackstate.synchronization.external.StreamPosition;
import io.stackstate.synchronization.external.Synchronizer;
import io.stackstate.synchronization.mapping.ElementException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where a stream is read from, and reads again what a restart has forgotten: the open
 * snapshot and the relations that wait.
 */
final class StreamStart {
  private static final Logger LOG = LoggerFactory.getLogger(StreamStart.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;
  private final Admin admin;
  private final StreamPlaces places;
  private final Synchronizer synchronizer;
  private final BooleanSupplier stopping;

  StreamStart(
      KafkaClients clients,
      Admin admin,
      StreamPlaces places,
      Synchronizer synchronizer,
      BooleanSupplier stopping) {
    this.clients = clients;
    this.admin = admin;
    this.places = places;
    this.synchronizer = synchronizer;
    this.stopping = stopping;
  }

  /** Where the positions of streams are kept. */
  StreamPlaces places() {
    return places;
  }

  /** Brings the synchronization to where it was and returns the offset to go on from. */
  long open(TopicPartition partition, long sync, StreamPlace place, long now) {
    long beginning = offset(partition, OffsetSpec.earliest());
    OffsetMetadata metadata = place.metadata();
    if (metadata.isFresh()) {
      long first = firstOffset(partition, sync, beginning);
      synchronizer.opened(sync, null, beginning, first);
      return first;
    }
    long next = resume(partition, sync, place.committed().offset(), beginning, metadata, now);
    synchronizer.opened(sync, metadata.position(), beginning, next);
    return next;
  }

  /** Where a new synchronization begins: what stood there before it came is not always wanted. */
  private long firstOffset(TopicPartition partition, long sync, long beginning) {
    Long fromMillis = synchronizer.readsFrom(sync);
    if (fromMillis == null) {
      return beginning;
    }
    long found = offset(partition, OffsetSpec.forTimestamp(fromMillis));
    return found < 0 ? offset(partition, OffsetSpec.latest()) : found;
  }

  private long resume(
      TopicPartition partition,
      long sync,
      long committed,
      long beginning,
      OffsetMetadata metadata,
      long now) {
    long end = offset(partition, OffsetSpec.latest());
    if (committed < beginning || committed > end) {
      String message =
          "the stream holds offsets %d to %d, but was read up to %d: records are lost"
              .formatted(beginning, end, committed);
      synchronizer.lost(sync, message, now);
      return beginning;
    }
    StreamPosition position = metadata.position();
    if (position.open() != null && position.open() < beginning) {
      String message =
          "the snapshot that started at offset %d is given up: the stream begins at offset %d"
              .formatted(position.open(), beginning);
      long from = position.parked() == null ? committed : Math.min(committed, position.parked());
      replay(partition, sync, Math.max(beginning, from), committed, now);
      synchronizer.lost(sync, message, now);
    } else {
      long from = Math.max(beginning, position.replayFrom(committed));
      replay(partition, sync, from, committed, now);
    }
    return committed;
  }

  /** Asked of the admin client: a consumer warns about every partition that it does not read. */
  private long offset(TopicPartition partition, OffsetSpec which) {
    return admin
        .listOffsets(Map.of(partition, which))
        .partitionResult(partition)
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .offset();
  }

  private void replay(TopicPartition partition, long sync, long from, long to, long now) {
    if (from >= to) {
      return;
    }
    LOG.info("reading {} again from offset {} to {}", partition.topic(), from, to);
    IntakeParser parser = new IntakeParser();
    try (Consumer<byte[], byte[]> again = clients.consumer()) {
      again.assign(List.of(partition));
      again.seek(partition, from);
      while (again.position(partition) < to && !stopping.getAsBoolean()) {
        for (ConsumerRecord<byte[], byte[]> record : again.poll(POLL)) {
          if (record.offset() < to) {
            replay(parser, sync, record, now);
          }
        }
      }
    }
  }

  private void replay(
      IntakeParser parser, long sync, ConsumerRecord<byte[], byte[]> record, long now) {
    try {
      synchronizer.replay(
          sync, parser.parse(record.value(), record.offset(), record.timestamp()), now);
    } catch (ElementException e) {
      LOG.debug("offset {} was counted as an error when it was first read", record.offset(), e);
    }
  }
}
