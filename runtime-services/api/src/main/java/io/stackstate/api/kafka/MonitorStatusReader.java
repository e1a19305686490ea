package io.stackstate.api.kafka;

import io.stackstate.api.monitor.MonitorBoard;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.monitor.MonitorRunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds {@code sts_internal_monitor_status} into a {@link MonitorBoard}. A record that cannot be
 * read is logged and passed over.
 */
public final class MonitorStatusReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorStatusReader.class);

  private final MonitorBoard board;
  private final TopicFold fold;

  public MonitorStatusReader(Map<String, Object> kafka, MonitorBoard board) {
    this.board = board;
    this.fold = new TopicFold(kafka, Topics.MONITOR_STATUS, this::apply, () -> {});
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
      MonitorRunStatus status =
          message.value() == null
              ? null
              : Json.mapper().readValue(message.value(), MonitorRunStatus.class);
      board.apply(Long.parseLong(new String(message.key(), StandardCharsets.UTF_8)), status);
    } catch (IOException | NumberFormatException e) {
      LOG.warn(
          "{} offset {}: found what is no status: {}",
          Topics.MONITOR_STATUS,
          message.offset(),
          e.getMessage());
    }
  }
}
