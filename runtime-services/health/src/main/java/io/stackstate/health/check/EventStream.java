package io.stackstate.health.check;

import io.stackstate.model.check.StreamDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A stream of events or service checks with the checks that look at its last one. One thread. */
final class EventStream {
  private static final int MAX_EVENTS = 100;

  private final StreamDefinition definition;
  private final List<CheckRun> runs = new ArrayList<>(1);
  private final Deque<CheckEvent> recent = new ArrayDeque<>();
  private long windowMillis;
  private long last = Long.MIN_VALUE;

  EventStream(StreamDefinition definition) {
    this.definition = definition;
  }

  StreamDefinition definition() {
    return definition;
  }

  /** Whether there ever was an event, as far as is known here. */
  boolean hadData() {
    return last != Long.MIN_VALUE;
  }

  /** Other checks look at it from now on. */
  void detach() {
    runs.clear();
    windowMillis = 0;
  }

  /**
   * @param millis how much of it the check wants to see; 0 for the last event only
   */
  void attach(CheckRun run, long millis) {
    runs.add(run);
    windowMillis = Math.max(windowMillis, millis);
  }

  /** The events later than {@code after} and not later than {@code until}; at most the last 100. */
  List<Map<String, Object>> between(long after, long until) {
    List<Map<String, Object>> events = new ArrayList<>();
    for (CheckEvent event : recent) {
      if (event.time() > after && event.time() <= until) {
        events.add(Map.of("timestamp", event.time(), "point", event.toMap()));
      }
    }
    return events;
  }

  /** An event has come; one that happened before the last one says nothing new. */
  void add(CheckEvent event) {
    if (event.time() >= last) {
      last = event.time();
      if (windowMillis > 0) {
        remember(event);
      }
      for (CheckRun run : runs) {
        run.event(event);
      }
    }
  }

  private void remember(CheckEvent event) {
    recent.remove(event);
    recent.add(event);
    while (recent.size() > MAX_EVENTS || recent.getFirst().time() <= last - windowMillis) {
      recent.removeFirst();
    }
  }
}
