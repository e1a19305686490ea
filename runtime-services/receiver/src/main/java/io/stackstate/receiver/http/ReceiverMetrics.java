package io.stackstate.receiver.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stackstate.receiver.intake.Envelope;
import io.stackstate.receiver.intake.Kind;
import io.stackstate.receiver.intake.Rejections;
import java.util.EnumMap;
import java.util.Map;

/** What the receiver says of itself (intake sheet, section 16.6). Thread-safe. */
final class ReceiverMetrics {
  private static final String PREFIX = "stackstate.receiver.";

  private final MeterRegistry registry;
  private final Counter wireBytes;
  private final Counter storedBytes;
  private final DistributionSummary age;
  private final Map<Kind, Counter> elements = new EnumMap<>(Kind.class);
  private final Map<Kind, Counter> rejected = new EnumMap<>(Kind.class);

  ReceiverMetrics(MeterRegistry registry, InFlightBudget budget) {
    this.registry = registry;
    wireBytes =
        Counter.builder(PREFIX + "received").baseUnit("bytes").tag("as", "wire").register(registry);
    storedBytes =
        Counter.builder(PREFIX + "received")
            .baseUnit("bytes")
            .tag("as", "records")
            .register(registry);
    age =
        DistributionSummary.builder(PREFIX + "data.age")
            .description("time of receipt less collection time")
            .baseUnit("seconds")
            .register(registry);
    Gauge.builder(PREFIX + "in.flight", budget, InFlightBudget::used)
        .baseUnit("bytes")
        .register(registry);
    for (Kind kind : Kind.values()) {
      elements.put(kind, registry.counter(PREFIX + "elements", "kind", kind.label()));
      rejected.put(kind, registry.counter(PREFIX + "elements.rejected", "kind", kind.label()));
    }
  }

  /**
   * @param path of a known endpoint, never as sent: the number of time series must stay bounded
   */
  void answered(String path, int code) {
    registry.counter(PREFIX + "requests", "path", path, "code", Integer.toString(code)).increment();
  }

  void received(int bytes) {
    wireBytes.increment(bytes);
  }

  /** A body that is answered as accepted but not stored. */
  void dropped(String path) {
    registry.counter(PREFIX + "dropped", "path", path).increment();
  }

  void stored(Map<Kind, Integer> counts, long bytes, Envelope envelope) {
    counts.forEach((kind, count) -> elements.get(kind).increment(count));
    storedBytes.increment(bytes);
    long millis = envelope.receivedMillis() - envelope.collectionMillis();
    age.record(Math.max(0, millis / 1000.0));
  }

  void rejected(Rejections rejections) {
    rejections.counts().forEach((kind, count) -> rejected.get(kind).increment(count));
  }
}
