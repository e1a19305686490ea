package io.stackstate.telemetry.event;

import io.stackstate.model.Topics;
import io.stackstate.telemetry.store.DailyIndex;
import java.util.Arrays;
import java.util.List;

/** Kinds of events that are stored apart (telemetry sheet, section 2.1). */
public enum EventGroup {
  /** Bound to elements. */
  TOPOLOGY(Topics.TOPOLOGY_EVENTS),
  /** Logs. */
  GENERIC(Topics.GENERIC_EVENTS),
  /** Results of service checks. */
  STATE(Topics.STATE_EVENTS);

  private final String prefix;

  EventGroup(String prefix) {
    this.prefix = prefix;
  }

  /** What the names of its indices begin with; the name of the topic too. */
  public String prefix() {
    return prefix;
  }

  /** Those of all groups. */
  public static List<String> prefixes() {
    return Arrays.stream(values()).map(EventGroup::prefix).toList();
  }

  /** A pattern for all its indices. */
  public String pattern() {
    return DailyIndex.pattern(prefix);
  }

  /**
   * The group that a topic holds.
   *
   * @throws IllegalArgumentException when it holds none
   */
  public static EventGroup ofTopic(String topic) {
    return Arrays.stream(values())
        .filter(group -> group.prefix.equals(topic))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no events stand on " + topic));
  }
}
