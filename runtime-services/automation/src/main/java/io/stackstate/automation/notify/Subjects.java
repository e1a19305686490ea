package io.stackstate.automation.notify;

import io.stackstate.automation.handler.CheckSignals;
import io.stackstate.automation.handler.Listeners;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which group of a handler has which subject. For one thread. */
final class Subjects {
  private final long handler;
  private final Listeners listeners;
  private final Map<String, Group> groups = new HashMap<>();

  /** The check states that are in groups, by the subject that tells of them. */
  private final Map<String, Set<String>> states = new HashMap<>();

  /**
   * @param listeners is told whom the handler listens to
   */
  Subjects(long handler, Listeners listeners) {
    this.handler = handler;
    this.listeners = listeners;
  }

  void link(String subject, Group group) {
    groups.put(subject, group);
    String topic = CheckSignals.topic(subject);
    listeners.add(topic, handler);
    if (CheckSignals.isState(subject)) {
      states.computeIfAbsent(topic, t -> new LinkedHashSet<>()).add(subject);
    }
  }

  void unlink(String subject, Group group) {
    if (!groups.remove(subject, group)) {
      return;
    }
    String topic = CheckSignals.topic(subject);
    Set<String> others = states.get(topic);
    if (others != null) {
      others.remove(subject);
      if (others.isEmpty()) {
        states.remove(topic);
      }
    }
    if (!groups.containsKey(topic) && !states.containsKey(topic)) {
      listeners.remove(topic, handler);
    }
  }

  /** The group that has a subject; null when none has. */
  Group of(String subject) {
    return groups.get(subject);
  }

  /** The check states that are in groups, of an element by its subject. */
  List<String> states(String topic) {
    return List.copyOf(states.getOrDefault(topic, Set.of()));
  }
}
