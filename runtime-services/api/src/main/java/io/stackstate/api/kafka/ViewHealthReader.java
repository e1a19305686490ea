package io.stackstate.api.kafka;

import io.stackstate.api.health.ViewHealthBoard;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.health.ViewHealth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds {@code sts_internal_view_health} into a {@link ViewHealthBoard}. A record that cannot be
 * read is logged and passed over.
 */
public final class ViewHealthReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ViewHealthReader.class);

  private final ViewHealthBoard board;
  private final TopicFold fold;

  public ViewHealthReader(Map<String, Object> kafka, ViewHealthBoard board) {
    this.board = board;
    this.fold =
        new TopicFold(
            kafka,
            Topics.VIEW_HEALTH,
            this::apply,
            () -> LOG.debug("{} is read", Topics.VIEW_HEALTH));
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
      long id = Long.parseLong(new String(message.key(), StandardCharsets.UTF_8));
      board.apply(
          id,
          message.value() == null
              ? null
              : Json.mapper().readValue(message.value(), ViewHealth.class));
    } catch (IOException | NumberFormatException e) {
      LOG.warn(
          "{} offset {}: found what is no health of a view: {}",
          Topics.VIEW_HEALTH,
          message.offset(),
          e.getMessage());
    }
  }
}
