package io.stackstate.api.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.ElementId;
import io.stackstate.model.Json;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;

/**
 * What is to be remembered of a synchronization that is no setting: it is neither exported nor
 * imported.
 *
 * @param syncId of the {@code Sync} node
 * @param createdMillis when the node came into being, epoch milliseconds
 * @param errorsClearedAt when its errors were cleared; 0 = never
 * @param resetAt when it was reset; 0 = never
 */
record SyncControl(long syncId, long createdMillis, long errorsClearedAt, long resetAt) {
  static final String TYPE = SettingsStore.INTERNAL + "SyncControl";

  static long id(long syncId) {
    return ElementId.of(TYPE, Long.toString(syncId));
  }

  static SyncControl read(SettingsNode stored) {
    try {
      return Json.mapper().readValue(stored.json(), SyncControl.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings node " + stored.id() + " cannot be read", e);
    }
  }

  SettingsNode write(long nowMillis) {
    try {
      String json = Json.mapper().writeValueAsString(this);
      return new SettingsNode(id(syncId), TYPE, null, "", json, nowMillis);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  SyncControl withErrorsClearedAt(long millis) {
    return new SyncControl(syncId, createdMillis, millis, resetAt);
  }

  SyncControl withResetAt(long millis) {
    return new SyncControl(syncId, createdMillis, errorsClearedAt, millis);
  }
}
