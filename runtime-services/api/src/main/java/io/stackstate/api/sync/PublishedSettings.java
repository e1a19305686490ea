package io.stackstate.api.sync;

import io.stackstate.model.Json;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.stackgraph.SettingsNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads settings nodes back from what was published of them, for a store that was lost. */
public final class PublishedSettings {
  private PublishedSettings() {}

  /**
   * @param record key and value on {@code sts_internal_settings}
   * @return empty for a type that this does not know, for what the settings nodes of StackPacks
   *     made, of which the topic has too little, or for a value that cannot be read
   */
  public static Optional<SettingsNode> node(Map.Entry<String, byte[]> record, long nowMillis) {
    if (!record.getKey().startsWith(SyncSettings.NODE_TYPE + ":")) {
      return Optional.empty();
    }
    try {
      SyncSettings settings = Json.mapper().readValue(record.getValue(), SyncSettings.class);
      if (settings.program() != null) {
        return Optional.empty();
      }
      return Optional.of(new StoredSync(settings, false).toNode(nowMillis));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
