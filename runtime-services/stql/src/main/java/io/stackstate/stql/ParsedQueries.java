package io.stackstate.stql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the queries that were parsed lately: views and scripts ask the same texts again and
 * again, and parsing one costs more than answering it. Bounded. Safe for any number of threads.
 */
final class ParsedQueries {
  /** Longer texts are not worth their memory. */
  private static final int MAX_LENGTH = 2_000;

  private final int capacity;

  /** Full, it becomes the old one, of which what is used again moves to the new one. */
  private volatile Map<String, Query> recent = new ConcurrentHashMap<>();

  private volatile Map<String, Query> old = Map.of();

  /**
   * @param capacity at most twice as many are kept, roughly
   */
  ParsedQueries(int capacity) {
    this.capacity = capacity;
  }

  /** The query with this text; null when it is not remembered. */
  Query get(String text) {
    Query query = recent.get(text);
    if (query == null) {
      query = old.get(text);
      if (query != null) {
        put(text, query);
      }
    }
    return query;
  }

  void put(String text, Query query) {
    if (text.length() > MAX_LENGTH) {
      return;
    }
    Map<String, Query> into = recent;
    if (into.size() >= capacity) {
      old = into;
      into = new ConcurrentHashMap<>();
      recent = into;
    }
    into.put(text, query);
  }
}
