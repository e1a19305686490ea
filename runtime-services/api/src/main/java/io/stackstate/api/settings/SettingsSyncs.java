package io.stackstate.api.settings;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.sync.SyncStatusBoard;
import io.stackstate.api.sync.SyncStreams;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.stackpacks.settings.Node;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The synchronizations that settings nodes declare, and those whose node is gone while what they
 * made is still being removed.
 */
public final class SettingsSyncs implements SyncStreams {
  private final StackGraphSettings settings;
  private final SettingsPublisher publisher;
  private final SyncStatusBoard board;
  private final LongPredicate foreign;
  private final Predicate<String> elsewhere;
  private final InstantSource clock;

  /**
   * @param foreign tells the ids of synchronizations that are none of ours
   * @param elsewhere tells the namespaces whose synchronizations are none of ours
   */
  public SettingsSyncs(
      StackGraphSettings settings,
      SettingsPublisher publisher,
      SyncStatusBoard board,
      LongPredicate foreign,
      Predicate<String> elsewhere,
      InstantSource clock) {
    this.settings = settings;
    this.publisher = publisher;
    this.board = board;
    this.foreign = foreign;
    this.elsewhere = elsewhere;
    this.clock = clock;
  }

  @Override
  public List<Stream> streams() {
    List<Stream> streams = new ArrayList<>();
    for (Node sync : settings.byType(SyncSettings.NODE_TYPE)) {
      if (sync.namespace() != null && elsewhere.test(sync.namespace())) {
        continue;
      }
      streams.add(
          new Stream(
              sync.id(), sync.identifier(), sync.name(), false, board.get(sync.id()).orElse(null)));
    }
    for (SyncStatus status : board.all()) {
      if (settings.byId(status.nodeId()).isEmpty() && !foreign.test(status.nodeId())) {
        streams.add(new Stream(status.nodeId(), status.identifier(), status.name(), true, status));
      }
    }
    return streams;
  }

  @Override
  public Optional<Stream> stream(String identifier) {
    return streams().stream().filter(stream -> identifier.equals(stream.identifier())).findFirst();
  }

  @Override
  public Optional<Stream> stream(long id) {
    return streams().stream().filter(stream -> stream.id() == id).findFirst();
  }

  @Override
  public boolean clearErrors(long id) throws InterruptedException {
    return update(id, control -> control.withErrorsClearedAt(clock.millis()));
  }

  @Override
  public boolean reset(long id) throws InterruptedException {
    return update(id, control -> control.withResetAt(clock.millis()));
  }

  private boolean update(long id, UnaryOperator<SyncControl> change) throws InterruptedException {
    if (settings.own(id).isEmpty()) {
      return false;
    }
    settings.updateControl(id, change);
    try {
      publisher.publish();
    } catch (IOException e) {
      throw ApiException.of(503, "stored, but not published yet; it will be: " + e.getMessage());
    }
    return true;
  }
}
