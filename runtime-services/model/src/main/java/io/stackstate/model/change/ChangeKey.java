package io.stackstate.model.change;

import java.nio.charset.StandardCharsets;

/** The key of a change log record, {@code <aspect>:<id>}. */
public record ChangeKey(Aspect aspect, long id) {

  /**
   * Reads a record key.
   *
   * @throws IllegalArgumentException when it is not {@code <aspect>:<id>} with the id as it is
   *     written here: to compaction, a second spelling would be another key
   */
  public static ChangeKey parse(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    for (Aspect aspect : Aspect.values()) {
      if (colon == aspect.prefix().length() && text.startsWith(aspect.prefix())) {
        return new ChangeKey(aspect, parseId(text, colon + 1));
      }
    }
    throw unexpected(text, null);
  }

  private static long parseId(String text, int from) {
    try {
      if (from < text.length() && text.charAt(from) >= '1' && text.charAt(from) <= '9') {
        return Long.parseLong(text, from, text.length(), 10);
      }
    } catch (NumberFormatException e) {
      throw unexpected(text, e);
    }
    throw unexpected(text, null);
  }

  private static IllegalArgumentException unexpected(String text, Exception cause) {
    return new IllegalArgumentException("key: found " + text + ", expected <aspect>:<id>", cause);
  }

  public byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return aspect.prefix() + ":" + id;
  }
}
