package io.stackstate.model.check;

import io.stackstate.model.change.HealthState;
import java.util.List;

/** How a check decides; streams are named by {@link StreamDefinition#id()}. */
public sealed interface CheckRule {
  /** How much of a stream a check looks at that does not say (health sheet, section 2.2). */
  long DEFAULT_WINDOW_MILLIS = 300_000;

  /** The streams of metrics that it looks at; of a ratio the numerator and then the denominator. */
  default List<Long> metricStreams() {
    return List.of();
  }

  /** The streams of events or service checks that it looks at. */
  default List<Long> eventStreams() {
    return List.of();
  }

  /** How much of a stream of metrics it looks at, milliseconds; 0 for none. */
  default long windowMillis() {
    return 0;
  }

  /** On which side of its thresholds a value is unhealthy, the thresholds included. */
  enum Bound {
    MAXIMUM,
    MINIMUM
  }

  /** What of a window is compared. */
  enum Statistic {
    AVERAGE,
    LAST,
    PERCENTILE
  }

  /**
   * A statistic of a window of one stream is compared.
   *
   * @param percentile in {@code (0, 100]}; 0 unless the statistic is {@code PERCENTILE}
   * @param windowMillis greater than 0
   */
  record MetricThreshold(
      Bound bound,
      Statistic statistic,
      double percentile,
      long stream,
      double deviating,
      double critical,
      long windowMillis)
      implements CheckRule {
    @Override
    public List<Long> metricStreams() {
      return List.of(stream);
    }
  }

  /**
   * What one stream is of another must not exceed the thresholds.
   *
   * @param statistic {@code AVERAGE} of the windows, or {@code LAST} of each
   */
  record MetricRatio(
      Statistic statistic,
      long numerator,
      long denominator,
      double deviating,
      double critical,
      long windowMillis)
      implements CheckRule {
    @Override
    public List<Long> metricStreams() {
      return List.of(numerator, denominator);
    }
  }

  /** Whether the last event has a value decides between two states. */
  record EventContains(
      long stream, String key, String value, HealthState found, HealthState missing)
      implements CheckRule {
    @Override
    public List<Long> eventStreams() {
      return List.of(stream);
    }
  }

  /** A tag of the last event is the state. */
  record EventTag(long stream, String tag) implements CheckRule {
    @Override
    public List<Long> eventStreams() {
      return List.of(stream);
    }
  }

  /** The status of the last service check is the state. */
  record ServiceCheckStatus(long stream) implements CheckRule {
    @Override
    public List<Long> eventStreams() {
      return List.of(stream);
    }
  }

  /**
   * A check function of the settings decides.
   *
   * @param function the id of its settings node
   * @param arguments the text of a JSON list; those that are streams name them by their ids
   * @param batching whether it is called once for each window, with the one that has just ended,
   *     rather than whenever data come
   * @param onAnomalies whether it is called with each event that tells of an anomaly of the
   *     element, or of none, and otherwise not
   */
  record FunctionCall(
      long function,
      String arguments,
      @Override List<Long> metricStreams,
      @Override List<Long> eventStreams,
      @Override long windowMillis,
      boolean batching,
      boolean onAnomalies)
      implements CheckRule {
    public FunctionCall {
      metricStreams = List.copyOf(metricStreams);
      eventStreams = List.copyOf(eventStreams);
    }
  }

  /**
   * The sender's definition is wrong.
   *
   * @param message names the field, what was found and what was expected
   */
  record Invalid(String message) implements CheckRule {}
}
