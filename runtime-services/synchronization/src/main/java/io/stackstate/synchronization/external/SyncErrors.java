package io.stackstate.synchronization.external;

import io.stackstate.model.settings.SyncStatus;
import io.stackstate.model.settings.SyncStatus.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The errors of one synchronization: all are counted, of the newest hundred kinds it is known what
 * they were about. A kind is a category and an external id.
 */
final class SyncErrors {
  static final int MAX_DETAILS = 100;
  private static final int MAX_ID = 500;
  private static final int MAX_MESSAGE = 2_000;

  private final Map<Kind, SyncStatus.Error> newest = new LinkedHashMap<>();
  private final Map<String, Integer> fresh = new HashMap<>();
  private long count;
  private long notices;

  /** {@code details} as {@link #details()} gave them. */
  void restore(long total, List<SyncStatus.Error> details) {
    count = total;
    List<SyncStatus.Error> oldestFirst = new ArrayList<>(details);
    Collections.reverse(oldestFirst);
    oldestFirst.forEach(e -> newest.put(new Kind(e.category(), e.externalId()), e));
  }

  void add(Level level, String category, String message, String externalId, long nowMillis) {
    String id = shortened(externalId, MAX_ID);
    Kind kind = new Kind(category, id);
    SyncStatus.Error before = newest.remove(kind);
    long seen = before == null ? 1 : before.count() + 1;
    newest.put(
        kind,
        new SyncStatus.Error(
            level, category, shortened(message, MAX_MESSAGE), id, seen, nowMillis));
    trim();
    count++;
    fresh.merge(category, 1, Integer::sum);
  }

  /** How many errors there were of each category since the last call. */
  Map<String, Integer> takeFresh() {
    if (fresh.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> taken = new HashMap<>(fresh);
    fresh.clear();
    return taken;
  }

  private void trim() {
    if (newest.size() > MAX_DETAILS) {
      newest.remove(newest.keySet().iterator().next());
    }
  }

  /** Says once that a part of a template's answer has no effect; it is no error. */
  void notExecuted(String part, long nowMillis) {
    String category =
        part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1) + "NotYetExecuted";
    Kind kind = new Kind(category, null);
    if (newest.containsKey(kind)) {
      return;
    }
    String message =
        "templates give %s, which are kept with their elements and not executed yet"
            .formatted(part);
    newest.put(kind, new SyncStatus.Error(Level.INFO, category, message, null, 1, nowMillis));
    trim();
    notices++;
  }

  /** Grows with every notice. */
  long notices() {
    return notices;
  }

  /**
   * Forgets errors that are not newer than this.
   *
   * @return whether there was anything to forget
   */
  boolean clear(long untilMillis) {
    boolean any = newest.values().removeIf(e -> e.lastMillis() <= untilMillis);
    if (any) {
      count =
          newest.values().stream()
              .filter(e -> e.level() != Level.INFO)
              .mapToLong(SyncStatus.Error::count)
              .sum();
    }
    return any;
  }

  long count() {
    return count;
  }

  /** The newest first. */
  List<SyncStatus.Error> details() {
    List<SyncStatus.Error> details = new ArrayList<>(newest.values());
    Collections.reverse(details);
    return details;
  }

  private static String shortened(String text, int max) {
    return text == null || text.length() <= max ? text : text.substring(0, max) + "...";
  }

  private record Kind(String category, String externalId) {}
}
