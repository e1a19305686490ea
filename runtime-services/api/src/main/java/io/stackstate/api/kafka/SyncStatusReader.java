package io.stackstate.api.kafka;

import io.stackstate.api.sync.SyncStatusBoard;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds {@code sts_internal_sync_status} into a {@link SyncStatusBoard}. A record that cannot be
 * read is logged and passed over.
 */
public final class SyncStatusReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncStatusReader.class);

  private final SyncStatusBoard board;
  private final TopicFold fold;

  public SyncStatusReader(Map<String, Object> kafka, SyncStatusBoard board) {
    this.board = board;
    this.fold = new TopicFold(kafka, Topics.SYNC_STATUS, this::apply, board::markComplete);
  }

  public void start() {
    fold.start();
  }

  @Override
  public void close() {
    fold.close();
  }

  private void apply(ConsumerRecord<byte[], byte[]> message) {
    try {
      SyncStatus status =
          message.value() == null
              ? null
              : Json.mapper().readValue(message.value(), SyncStatus.class);
      long id = Long.parseLong(new String(message.key(), StandardCharsets.UTF_8));
      board.apply(id, status, message.timestamp());
    } catch (IOException | NumberFormatException e) {
      LOG.warn(
          "{} offset {}: found what is no status: {}",
          Topics.SYNC_STATUS,
          message.offset(),
          e.getMessage());
    }
  }
}
