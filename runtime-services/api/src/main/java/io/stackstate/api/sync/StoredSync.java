package io.stackstate.api.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.SettingsStore;
import java.util.List;

/**
 * A synchronization's node in the settings store. It stays, marked, until its removal is finished:
 * otherwise a crash between the deletion and its publication would leave the synchronization
 * running for ever.
 */
record StoredSync(SyncSettings settings, boolean deleting) {
  /** Not the type of the settings nodes that declare synchronizations. */
  static final String NODE_TYPE = SettingsStore.INTERNAL + "Integration";

  /** What stands in the JSON of these, and in that of no settings node. */
  private static final String MARK = "deleting";

  /** Older programs stored these as {@code Sync}: gives them the type that they have now. */
  static void migrate(SettingsStore store) {
    List<SettingsNode> old =
        store.list(SyncSettings.NODE_TYPE).stream().filter(StoredSync::isOurs).toList();
    if (!old.isEmpty()) {
      store.commit(
          old.stream().map(node -> read(node).toNode(node.lastUpdateMillis())).toList(), List.of());
    }
  }

  private static boolean isOurs(SettingsNode node) {
    try {
      return Json.mapper().readTree(node.json()).has(MARK);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

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
          NODE_TYPE,
          settings.identifier(),
          settings.name(),
          Json.mapper().writeValueAsString(this),
          nowMillis);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
