package io.stackstate.synchronization.kafka;

import java.nio.charset.StandardCharsets;

/** Record keys of the topics that services share. */
final class Keys {
  private Keys() {}

  /** The key of a settings node: {@code <type>:<id>}. */
  record Node(String type, long id) {}

  /** The node that a key names; null when it names none. */
  static Node node(byte[] key) {
    String text = text(key);
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      return null;
    }
    try {
      return new Node(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static byte[] status(long sync) {
    return Long.toString(sync).getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
