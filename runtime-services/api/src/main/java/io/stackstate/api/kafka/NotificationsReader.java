package io.stackstate.api.kafka;

import io.stackstate.api.handler.NotificationBoard;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.HandlerStatus;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.Outgoing;
import io.stackstate.model.notification.OutputStatus;
import io.stackstate.model.notification.RequestResult;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds {@code sts_internal_notifications} into a {@link NotificationBoard}. A record that cannot
 * be read is logged and passed over.
 */
public final class NotificationsReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationsReader.class);

  private final NotificationBoard board;
  private final TopicFold fold;

  public NotificationsReader(Map<String, Object> kafka, NotificationBoard board) {
    this.board = board;
    this.fold = new TopicFold(kafka, Topics.NOTIFICATIONS, this::apply, board::markComplete);
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
      NotificationKey key = NotificationKey.parse(message.key());
      board.apply(
          key,
          message.value() == null ? null : Json.mapper().readValue(message.value(), type(key)));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "{} offset {}: found what is no state of event handlers: {}",
          Topics.NOTIFICATIONS,
          message.offset(),
          e.getMessage());
    }
  }

  private static Class<?> type(NotificationKey key) {
    return switch (key.kind()) {
      case GROUP -> GroupState.class;
      case OUTBOX -> Outgoing.class;
      case OUTPUT -> OutputStatus.class;
      case DEAD -> DeadLetter.class;
      case SILENCE -> Silence.class;
      case HANDLER -> HandlerStatus.class;
      case RESULT -> RequestResult.class;
    };
  }
}
