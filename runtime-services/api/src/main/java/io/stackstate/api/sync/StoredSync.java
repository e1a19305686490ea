package io.stackstate.api.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackgraph.SettingsNode;

/**
 * A synchronization's node in the settings store. It stays, marked, until its removal is finished:
 * otherwise a crash between the deletion and its publication would leave the synchronization
 * running for ever.
 */
record StoredSync(SyncSettings settings, boolean deleting) {

  static StoredSync read(SettingsNode node) {
    try {
      return Json.mapper().readValue(node.json(), StoredSync.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings node " + node.id() + " cannot be read", e);
    }
  }

  SettingsNode toNode(long nowMillis) {
    try {
      return new SettingsNode(
          settings.id(),
          SyncSettings.NODE_TYPE,
          settings.identifier(),
          settings.name(),
          Json.mapper().writeValueAsString(this),
          nowMillis);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
