package io.stackstate.model.change;

import java.nio.charset.StandardCharsets;

/** The key of a change log record, {@code <aspect>:<id>}. */
public record ChangeKey(Aspect aspect, long id) {

  /**
   * Reads a record key.
   *
   * @throws IllegalArgumentException when it is not {@code <aspect>:<id>}
   */
  public static ChangeKey parse(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    for (Aspect aspect : Aspect.values()) {
      if (colon == aspect.prefix().length() && text.startsWith(aspect.prefix())) {
        return new ChangeKey(aspect, Long.parseLong(text, colon + 1, text.length(), 10));
      }
    }
    throw new IllegalArgumentException("not a change log key: " + text);
  }

  public byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return aspect.prefix() + ":" + id;
  }
}
