package io.stackstate.api.kafka;

import io.stackstate.api.handler.NotificationBoard;
import io.stackstate.api.health.HealthBoard;
import io.stackstate.api.health.ViewHealthBoard;
import io.stackstate.api.monitor.MonitorBoard;
import io.stackstate.api.sync.SyncStatusBoard;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.health.StreamState;
import io.stackstate.model.health.SubStreamState;
import io.stackstate.model.health.ViewHealth;
import io.stackstate.model.monitor.MonitorRunStatus;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.HandlerStatus;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.Outgoing;
import io.stackstate.model.notification.OutputStatus;
import io.stackstate.model.notification.RecentChanges;
import io.stackstate.model.notification.RequestResult;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the topic on which a service keeps its state into the board that shows it. A record that
 * cannot be read is logged and passed over.
 */
public final class BoardReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardReader.class);

  private final String topic;
  private final String what;
  private final Application application;
  private final TopicFold fold;

  /** Puts a record on a board. */
  private interface Application {
    /**
     * @throws IllegalArgumentException when the key is not what it should be
     * @throws IOException when the value is not
     */
    void apply(ConsumerRecord<byte[], byte[]> message) throws IOException;
  }

  private BoardReader(
      Map<String, Object> kafka,
      String topic,
      String what,
      Application application,
      Runnable complete) {
    this.topic = topic;
    this.what = what;
    this.application = application;
    this.fold = new TopicFold(kafka, topic, this::apply, complete);
  }

  /** What synchronizations report. */
  public static BoardReader of(Map<String, Object> kafka, SyncStatusBoard board) {
    return new BoardReader(
        kafka,
        Topics.SYNC_STATUS,
        "status",
        message -> board.apply(id(message), read(message, SyncStatus.class), message.timestamp()),
        board::markComplete);
  }

  /** The health streams and their check states. */
  public static BoardReader of(Map<String, Object> kafka, HealthBoard board) {
    return new BoardReader(
        kafka,
        Topics.HEALTH_STATES,
        "health state",
        message -> apply(message, board),
        board::markComplete);
  }

  /** The health of views. */
  public static BoardReader of(Map<String, Object> kafka, ViewHealthBoard board) {
    return new BoardReader(
        kafka,
        Topics.VIEW_HEALTH,
        "health of a view",
        message -> board.apply(id(message), read(message, ViewHealth.class)),
        () -> LOG.debug("{} is read", Topics.VIEW_HEALTH));
  }

  /** What monitors report of their runs. */
  public static BoardReader of(Map<String, Object> kafka, MonitorBoard board) {
    return new BoardReader(
        kafka,
        Topics.MONITOR_STATUS,
        "status",
        message -> board.apply(id(message), read(message, MonitorRunStatus.class)),
        () -> LOG.debug("{} is read", Topics.MONITOR_STATUS));
  }

  /** The state of event handlers. */
  public static BoardReader of(Map<String, Object> kafka, NotificationBoard board) {
    return new BoardReader(
        kafka,
        Topics.NOTIFICATIONS,
        "state of event handlers",
        message -> {
          NotificationKey key = NotificationKey.parse(message.key());
          board.apply(key, read(message, type(key)));
        },
        board::markComplete);
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
      application.apply(message);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "{} offset {}: found what is no {}: {}", topic, message.offset(), what, e.getMessage());
    }
  }

  private static void apply(ConsumerRecord<byte[], byte[]> message, HealthBoard board)
      throws IOException {
    HealthKey key = HealthKey.parse(message.key());
    if (key.subStreamId() == null) {
      board.apply(key, read(message, StreamState.class));
    } else if (key.checkStateId() == null) {
      board.apply(key, read(message, SubStreamState.class));
    } else {
      board.apply(key, read(message, CheckState.class));
    }
  }

  private static Class<?> type(NotificationKey key) {
    return switch (key.kind()) {
      case GROUP -> GroupState.class;
      case OUTBOX -> Outgoing.class;
      case RECENT -> RecentChanges.class;
      case OUTPUT -> OutputStatus.class;
      case DEAD -> DeadLetter.class;
      case SILENCE -> Silence.class;
      case HANDLER -> HandlerStatus.class;
      case RESULT -> RequestResult.class;
    };
  }

  /** The number that is the key. */
  private static long id(ConsumerRecord<byte[], byte[]> message) {
    return Long.parseLong(new String(message.key(), StandardCharsets.UTF_8));
  }

  /** Null for a tombstone. */
  private static <T> T read(ConsumerRecord<byte[], byte[]> message, Class<T> type)
      throws IOException {
    return message.value() == null ? null : Json.mapper().readValue(message.value(), type);
  }
}
