package io.stackstate.api.kafka;

import io.stackstate.api.health.HealthBoard;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.health.StreamState;
import io.stackstate.model.health.SubStreamState;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds {@code sts_internal_health_states} into a {@link HealthBoard}. A record that cannot be read
 * is logged and passed over.
 */
public final class HealthStatesReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthStatesReader.class);

  private final HealthBoard board;
  private final TopicFold fold;

  public HealthStatesReader(Map<String, Object> kafka, HealthBoard board) {
    this.board = board;
    this.fold = new TopicFold(kafka, Topics.HEALTH_STATES, this::apply, board::markComplete);
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
      HealthKey key = HealthKey.parse(message.key());
      if (key.subStreamId() == null) {
        board.apply(key, read(message, StreamState.class));
      } else if (key.checkStateId() == null) {
        board.apply(key, read(message, SubStreamState.class));
      } else {
        board.apply(key, read(message, CheckState.class));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "{} offset {}: found what is no health state: {}",
          Topics.HEALTH_STATES,
          message.offset(),
          e.getMessage());
    }
  }

  private static <T> T read(ConsumerRecord<byte[], byte[]> message, Class<T> type)
      throws IOException {
    return message.value() == null ? null : Json.mapper().readValue(message.value(), type);
  }
}
