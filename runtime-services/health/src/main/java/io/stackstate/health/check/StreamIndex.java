package io.stackstate.health.check;

import java.util.HashMap;
import java.util.Map;

/** The streams that checks look at, found by what streams by. One thread. */
public final class StreamIndex {
  private final Map<String, ConditionIndex<MetricStream>> metrics = new HashMap<>();
  private final ConditionIndex<EventStream> events = new ConditionIndex<>();

  void add(MetricStream stream) {
    metrics
        .computeIfAbsent(stream.definition().metric(), name -> new ConditionIndex<>())
        .add(stream.definition().conditions(), stream);
  }

  void remove(MetricStream stream) {
    String metric = stream.definition().metric();
    ConditionIndex<MetricStream> index = metrics.get(metric);
    index.remove(stream.definition().conditions(), stream);
    if (index.isEmpty()) {
      metrics.remove(metric);
    }
  }

  void add(EventStream stream) {
    events.add(stream.definition().conditions(), stream);
  }

  void remove(EventStream stream) {
    events.remove(stream.definition().conditions(), stream);
  }

  public boolean isEmpty() {
    return metrics.isEmpty() && events.isEmpty();
  }

  /** Whether any of them is of events or service checks. */
  public boolean hasEvents() {
    return !events.isEmpty();
  }

  boolean knows(String metric) {
    return metrics.containsKey(metric);
  }

  /** A point has come. */
  void point(String metric, Fields fields, long time, double value) {
    ConditionIndex<MetricStream> index = metrics.get(metric);
    if (index != null) {
      index.forEach(fields, stream -> stream.add(time, value));
    }
  }

  /** An event has come. */
  public void event(CheckEvent event) {
    events.forEach(event, stream -> stream.add(event));
  }
}
