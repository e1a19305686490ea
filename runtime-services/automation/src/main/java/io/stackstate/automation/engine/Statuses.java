package io.stackstate.automation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.handler.Handler;
import io.stackstate.model.notification.HandlerStatus;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;
import io.stackstate.model.notification.RequestResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How handlers do, and what came of requests. For one thread. */
final class Statuses {
  private static final long KEPT_MILLIS = 600_000;

  private final Records records;
  private final Map<Long, HandlerStatus> handlers = new LinkedHashMap<>();
  private final Map<Long, Map<String, Long>> before = new HashMap<>();
  private final Map<String, Long> results = new LinkedHashMap<>();

  /** How often something was not told since it was asked for last, by reason. */
  private final Map<String, Long> fresh = new HashMap<>();

  /** Those that this process was told of. */
  private final Set<Long> seen = new LinkedHashSet<>();

  Statuses(Records records) {
    this.records = records;
  }

  void restore(long id, HandlerStatus status) {
    handlers.put(id, status);
    before.put(id, status.suppressed());
  }

  void restoreResult(String requestId, RequestResult result) {
    results.put(requestId, result.at());
  }

  /** Whether this very definition was executed before, by this process or an earlier one. */
  boolean knows(Handler handler) {
    HandlerStatus status = handlers.get(handler.id());
    return status != null
        && status.invalid() == null
        && handler.version().equals(status.definition());
  }

  void define(Handler handler, List<String> notExecuted) {
    put(
        handler.id(),
        new HandlerStatus(handler.version(), null, notExecuted, suppressed(handler.id())));
  }

  void invalid(long id, String version, String problem) {
    put(id, new HandlerStatus(version, problem, List.of(), suppressed(id)));
  }

  void remove(long id) {
    before.remove(id);
    if (handlers.remove(id) != null) {
      records.delete(key(id));
    }
  }

  /** The handlers that only the state knows. */
  Set<Long> unknown(Set<Long> known) {
    Set<Long> unknown = new LinkedHashSet<>(handlers.keySet());
    unknown.removeAll(known);
    unknown.removeIf(seen::contains);
    return unknown;
  }

  private Map<String, Long> suppressed(long id) {
    return handlers.containsKey(id) ? handlers.get(id).suppressed() : Map.of();
  }

  /**
   * @param counts of this process
   */
  void suppressed(long id, Map<String, Long> counts) {
    HandlerStatus status = handlers.get(id);
    if (status == null || counts.isEmpty()) {
      return;
    }
    Map<String, Long> all = new HashMap<>(before.getOrDefault(id, Map.of()));
    counts.forEach((reason, count) -> all.merge(reason, count, Long::sum));
    if (!all.equals(status.suppressed())) {
      all.forEach(
          (reason, count) -> {
            long known = status.suppressed().getOrDefault(reason, 0L);
            fresh.merge(reason, count - known, Long::sum);
          });
      put(id, new HandlerStatus(status.definition(), status.invalid(), status.notExecuted(), all));
    }
  }

  Map<String, Long> takeSuppressed() {
    Map<String, Long> taken = Map.copyOf(fresh);
    fresh.clear();
    return taken;
  }

  void result(String requestId, String error, JsonNode result, long now) {
    results.put(requestId, now);
    records.put(NotificationKey.of(Kind.RESULT, requestId), new RequestResult(error, result, now));
  }

  void tick(long now) {
    results
        .entrySet()
        .removeIf(
            each -> {
              boolean old = each.getValue() + KEPT_MILLIS < now;
              if (old) {
                records.delete(NotificationKey.of(Kind.RESULT, each.getKey()));
              }
              return old;
            });
  }

  private void put(long id, HandlerStatus status) {
    seen.add(id);
    if (!status.equals(handlers.put(id, status))) {
      records.put(key(id), status);
    }
  }

  private static NotificationKey key(long id) {
    return NotificationKey.of(Kind.HANDLER, Long.toString(id));
  }
}
