package io.stackstate.automation.handler;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which handlers have a subject in one of their notifications. For one thread. */
public final class Listeners {
  private final Map<String, Set<Long>> bySubject = new HashMap<>();

  public void add(String subject, long handler) {
    bySubject.computeIfAbsent(subject, s -> new LinkedHashSet<>()).add(handler);
  }

  public void remove(String subject, long handler) {
    Set<Long> handlers = bySubject.get(subject);
    if (handlers != null && handlers.remove(handler) && handlers.isEmpty()) {
      bySubject.remove(subject);
    }
  }

  /** The views that notifications tell of. */
  public Set<Long> views() {
    return bySubject.keySet().stream()
        .filter(ViewSubjects::isView)
        .map(ViewSubjects::id)
        .collect(Collectors.toSet());
  }

  Set<Long> of(String subject) {
    return bySubject.getOrDefault(subject, Set.of());
  }
}
