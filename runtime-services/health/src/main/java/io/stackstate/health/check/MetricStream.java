package io.stackstate.health.check;

import io.stackstate.model.check.StreamDefinition;
import java.util.ArrayList;
import java.util.List;

/** A stream of metrics with its window and the checks that look at it. One thread. */
final class MetricStream {
  final Window window;
  private final StreamDefinition definition;
  private final List<CheckRun> runs = new ArrayList<>(1);
  private long windowMillis;
  private boolean hadData;
  private long newest = Long.MIN_VALUE;

  MetricStream(StreamDefinition definition, int maxPoints) {
    this.definition = definition;
    this.window = new Window(maxPoints);
  }

  StreamDefinition definition() {
    return definition;
  }

  /** Other checks look at it from now on. */
  void detach() {
    runs.clear();
    windowMillis = 0;
  }

  void attach(CheckRun run, long millis) {
    runs.add(run);
    windowMillis = Math.max(windowMillis, millis);
  }

  /** A point has come. */
  void add(long time, double value) {
    hadData = true;
    newest = Math.max(newest, time);
    window.add(time, value);
    window.forget(time - windowMillis);
    runs.forEach(CheckRun::touch);
  }

  /** Whether there ever was a point, as far as is known here. */
  boolean hadData() {
    return hadData;
  }

  /** When what it said last no longer holds, epoch milliseconds; never when it is not said. */
  long staleAt() {
    long after = definition.staleAfterMillis();
    return hadData && after > 0 ? newest + after : Long.MAX_VALUE;
  }

  String name() {
    return definition.name() == null ? definition.metric() : definition.name();
  }
}
