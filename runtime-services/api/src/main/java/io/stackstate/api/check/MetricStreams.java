package io.stackstate.api.check;

import io.stackstate.api.check.CheckedElements.Found;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.StreamDefinition;
import io.stackstate.model.check.StreamKind;
import io.stackstate.model.check.TemplateChecksReader;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The streams of metrics of one element, and what they ask for. Pure. */
final class MetricStreams {
  /** Streams that are shown on hover (telemetry sheet, section 4.5). */
  private static final int TOP = 3;

  private static final List<String> PRIORITIES = List.of("HIGH", "MEDIUM", "LOW");

  private static final Comparator<StreamDefinition> BY_PRIORITY =
      Comparator.comparingInt(MetricStreams::rank).thenComparing(MetricStreams::name);

  private final List<StreamDefinition> all = new ArrayList<>();

  private MetricStreams() {}

  static MetricStreams of(Found element) {
    MetricStreams streams = new MetricStreams();
    element.sent().streams().forEach(streams::add);
    // Templates give agents' streams, too; those are there already.
    List<TelemetryStream> given =
        element.givenStreams().stream().filter(stream -> !isAmong(streams.all, stream)).toList();
    TemplateChecksReader.streams(given).forEach(streams::add);
    return streams;
  }

  /** Whether a stream of an agent is the one that a template or a person gave: by its name. */
  static boolean isAmong(List<StreamDefinition> sent, TelemetryStream given) {
    return given.name() != null
        && sent.stream().anyMatch(stream -> given.name().equals(stream.name()));
  }

  private void add(StreamDefinition stream) {
    if (stream.kind() == StreamKind.METRICS) {
      all.add(stream);
    }
  }

  /** The first ones by priority, then by name. */
  List<StreamDefinition> top() {
    return all.stream().sorted(BY_PRIORITY).limit(TOP).toList();
  }

  /**
   * One of them.
   *
   * @throws BrokenStreamException when there is no such stream with a metric
   */
  StreamDefinition get(long id) throws BrokenStreamException {
    return all.stream()
        .filter(stream -> stream.id() == id)
        .findFirst()
        .orElseThrow(
            () ->
                new BrokenStreamException(
                    "stream " + id + ": found none with a metric of this id at the element"));
  }

  private static int rank(StreamDefinition stream) {
    String priority = stream.priority() == null ? "" : stream.priority().toUpperCase(Locale.ROOT);
    int rank = PRIORITIES.indexOf(priority);
    return rank < 0 ? PRIORITIES.size() : rank;
  }

  /** That of its metric when it has none. */
  static String name(StreamDefinition stream) {
    return stream.name() == null ? stream.metric() : stream.name();
  }

  /** What a chart of a stream sums its points up with. */
  static AggregationMethod aggregation(StreamDefinition stream) throws BrokenStreamException {
    String said = stream.aggregation();
    if (said == null || said.isBlank()) {
      return AggregationMethod.MEAN;
    }
    return AggregationMethod.of(said)
        .orElseThrow(
            () ->
                new BrokenStreamException(
                    "stream " + stream.id() + ": aggregation: found " + said + ", which is none"));
  }

  /** The newest point of an interval. */
  static MetricQuery newest(StreamDefinition stream, long startMillis, long endMillis) {
    return new MetricQuery(
        stream.conditions(), stream.metric(), null, List.of(), startMillis, endMillis, 1);
  }
}
