package io.stackstate.receiver.intake;

import io.stackstate.model.Topics;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.receiver.intake.PendingDraft.Keyed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the metrics of intake and of series have in common (intake sheet, sections 6.3 and 7). */
final class MetricSink {
  private static final int OVERHEAD = 500;
  private static final Set<String> TYPES = Set.of("gauge", "count", "rate", "counter", "raw");
  private static final List<String> RESERVED =
      List.of("host", "labels", "name", "tags", "timeReceived", "timestamp", "values");

  private final Elements elements;
  private final ReservedWords reserved;

  MetricSink(Elements elements, boolean strictNames) {
    this.elements = elements;
    this.reserved = new ReservedWords(RESERVED, strictNames);
  }

  /** What all points of one metric share; host null = that of the message. */
  record Metric(String name, String host, String type, Long interval, List<String> tags) {}

  /** Why a metric cannot be stored under {@code name}; null when it can. */
  String refusal(String name) {
    if (name == null || name.isEmpty()) {
      return "the metric has no name";
    }
    return reserved
        .in(name)
        .map(word -> "a metric name must not begin with the reserved word " + word)
        .orElse(null);
  }

  void point(String path, Metric metric, double seconds, double value) throws IOException {
    long time = Timestamps.millis(seconds);
    if (time == Timestamps.INVALID) {
      elements.reject(Kind.METRIC, path, "the timestamp is not a time");
    } else if (!Double.isFinite(value)) {
      elements.reject(Kind.METRIC, path, "the value is not a finite number");
    } else if (elements.wanted()) {
      int weight = OVERHEAD + metric.name().length() + Texts.weight(metric.tags());
      elements.charge(weight);
      elements.accept(
          new PendingDraft(
              Kind.METRIC, path, weight, time, envelope -> record(metric, time, value, envelope)));
    }
  }

  private static Keyed record(Metric metric, long time, double value, Envelope envelope) {
    String host = envelope.hostOr(metric.host());
    String type = metric.type() == null ? "gauge" : metric.type();
    return new Keyed(
        Topics.MULTI_METRICS,
        host,
        new MultiMetric(
            MultiMetric.CONVERTED,
            host,
            TYPES.contains(type) ? type : "raw",
            metric.interval(),
            Map.of(metric.name(), value),
            Texts.tags(metric.tags()),
            envelope.timeOr(time)));
  }
}
