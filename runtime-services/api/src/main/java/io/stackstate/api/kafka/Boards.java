package io.stackstate.api.kafka;

import io.stackstate.api.handler.NotificationBoard;
import io.stackstate.api.health.HealthBoard;
import io.stackstate.api.health.ViewHealthBoard;
import io.stackstate.api.monitor.MonitorBoard;
import io.stackstate.api.sync.SyncStatusBoard;
import java.util.List;
import java.util.Map;

/** What the services keep on their topics, followed for the API to show. */
public final class Boards implements AutoCloseable {
  private final SyncStatusBoard synchronizations = new SyncStatusBoard();
  private final HealthBoard health = new HealthBoard();
  private final ViewHealthBoard views = new ViewHealthBoard();
  private final NotificationBoard notifications = new NotificationBoard();
  private final MonitorBoard monitors = new MonitorBoard();
  private final List<BoardReader> readers;

  /**
   * @param kafka client settings, at least {@code bootstrap.servers}
   */
  public Boards(Map<String, Object> kafka) {
    readers =
        List.of(
            BoardReader.of(kafka, synchronizations),
            BoardReader.of(kafka, health),
            BoardReader.of(kafka, views),
            BoardReader.of(kafka, notifications),
            BoardReader.of(kafka, monitors));
  }

  /** Begins to follow; returns at once. */
  public void start() {
    readers.forEach(BoardReader::start);
  }

  public SyncStatusBoard synchronizations() {
    return synchronizations;
  }

  public HealthBoard health() {
    return health;
  }

  public ViewHealthBoard views() {
    return views;
  }

  public NotificationBoard notifications() {
    return notifications;
  }

  public MonitorBoard monitors() {
    return monitors;
  }

  @Override
  public void close() {
    readers.forEach(BoardReader::close);
  }
}
