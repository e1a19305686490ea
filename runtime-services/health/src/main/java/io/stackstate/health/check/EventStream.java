package io.stackstate.health.check;

import io.stackstate.model.check.StreamDefinition;
import java.util.ArrayList;
import java.util.List;

/** A stream of events or service checks with the checks that look at its last one. One thread. */
final class EventStream {
  private final StreamDefinition definition;
  private final List<CheckRun> runs = new ArrayList<>(1);
  private long last = Long.MIN_VALUE;

  EventStream(StreamDefinition definition) {
    this.definition = definition;
  }

  StreamDefinition definition() {
    return definition;
  }

  /** Other checks look at it from now on. */
  void detach() {
    runs.clear();
  }

  void attach(CheckRun run) {
    runs.add(run);
  }

  /** An event has come; one that happened before the last one says nothing new. */
  void add(CheckEvent event) {
    if (event.time() >= last) {
      last = event.time();
      for (CheckRun run : runs) {
        run.event(event);
      }
    }
  }
}
