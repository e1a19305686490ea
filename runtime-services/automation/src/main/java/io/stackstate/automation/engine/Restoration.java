package io.stackstate.automation.engine;

import io.stackstate.automation.engine.EntryKey.OutputKey;
import io.stackstate.model.Json;
import io.stackstate.model.handler.Silence;
import io.stackstate.model.notification.DeadLetter;
import io.stackstate.model.notification.GroupState;
import io.stackstate.model.notification.HandlerStatus;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.Outgoing;
import io.stackstate.model.notification.OutputStatus;
import io.stackstate.model.notification.RecentChanges;
import io.stackstate.model.notification.RequestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives what was stored back to whom it belongs. */
record Restoration(
    Outbox outbox,
    Statuses statuses,
    Silences silences,
    Map<Long, Map<String, GroupState>> groups,
    Map<Long, Map<String, List<Long>>> recent) {

  void of(NotificationKey key, byte[] value) {
    switch (key.kind()) {
      case GROUP ->
          groups
              .computeIfAbsent(key.handler(), id -> new LinkedHashMap<>())
              .put(key.part(1), read(value, GroupState.class));
      case RECENT ->
          recent
              .computeIfAbsent(key.handler(), id -> new LinkedHashMap<>())
              .put(key.part(1), read(value, RecentChanges.class).changes());
      case OUTBOX -> outbox.restore(entry(key), read(value, Outgoing.class));
      case OUTPUT ->
          outbox.restore(
              new OutputKey(key.handler(), key.part(1)), read(value, OutputStatus.class));
      case DEAD -> outbox.dead().restore(entry(key), read(value, DeadLetter.class));
      case SILENCE -> silences.restore(read(value, Silence.class));
      case HANDLER -> statuses.restore(key.handler(), read(value, HandlerStatus.class));
      case RESULT -> statuses.restoreResult(key.part(0), read(value, RequestResult.class));
    }
  }

  private static EntryKey entry(NotificationKey key) {
    return new EntryKey(key.handler(), key.part(1), key.part(2));
  }

  private static <T> T read(byte[] value, Class<T> type) {
    try {
      return Json.mapper().readValue(value, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
