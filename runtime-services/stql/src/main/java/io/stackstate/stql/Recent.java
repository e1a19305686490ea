package io.stackstate.stql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what was read from texts lately, such as queries: views and scripts ask the same ones
 * again and again, and reading one costs more than answering it. Bounded. Safe for any number of
 * threads.
 *
 * @param <T> immutable
 */
final class Recent<T> {
  /** Longer texts are not worth their memory. */
  private static final int MAX_LENGTH = 2_000;

  private final int capacity;

  /** Full, it becomes the old one, of which what is used again moves to the new one. */
  private volatile Map<String, T> recent = new ConcurrentHashMap<>();

  private volatile Map<String, T> old = Map.of();

  /**
   * @param capacity at most twice as many are kept, roughly
   */
  Recent(int capacity) {
    this.capacity = capacity;
  }

  /** What was read from this text; null when it is not remembered. */
  T get(String text) {
    T read = recent.get(text);
    if (read == null) {
      read = old.get(text);
      if (read != null) {
        put(text, read);
      }
    }
    return read;
  }

  void put(String text, T read) {
    if (text.length() > MAX_LENGTH) {
      return;
    }
    Map<String, T> into = recent;
    if (into.size() >= capacity) {
      old = into;
      into = new ConcurrentHashMap<>();
      recent = into;
    }
    into.put(text, read);
  }
}
