package io.stackstate.automation.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.notification.NotificationKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What has changed and is to be stored; the newest of each key. For one thread. */
final class Records {
  private final Map<NotificationKey, Optional<byte[]>> changed = new LinkedHashMap<>();

  void put(NotificationKey key, Object value) {
    try {
      changed.put(key, Optional.of(Json.mapper().writeValueAsBytes(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("state has a JSON form", e);
    }
  }

  void delete(NotificationKey key) {
    changed.put(key, Optional.empty());
  }

  Map<NotificationKey, Optional<byte[]>> take() {
    Map<NotificationKey, Optional<byte[]>> taken = new LinkedHashMap<>(changed);
    changed.clear();
    return taken;
  }
}
