package io.stackstate.synchronization.kafka;

import io.stackstate.model.settings.SyncSettings;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Record keys of the topics that services share. */
final class Keys {
  private static final String SYNC = SyncSettings.NODE_TYPE + ":";

  private Keys() {}

  /** The id in {@code Sync:<id>}; empty for the key of another type of node. */
  static OptionalLong sync(byte[] key) {
    String text = text(key);
    if (!text.startsWith(SYNC)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text.substring(SYNC.length())));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  static byte[] status(long sync) {
    return Long.toString(sync).getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
