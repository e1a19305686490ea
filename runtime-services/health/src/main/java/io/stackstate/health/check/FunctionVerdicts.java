package io.stackstate.health.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.health.check.CheckFunctions.Answer;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.check.CheckRule.FunctionCall;
import io.stackstate.model.health.BoundCheckState.Expiry;
import java.util.List;
import java.util.Map;

/**
 * Decides one check by calling its function (health sheet, section 2.2): when data have come, or,
 * batching, once for each window that has ended. When the function fails the state stays; when it
 * does so three times in a row, the state is unknown. One thread.
 */
final class FunctionVerdicts {
  private static final int TOLERATED = 3;
  private static final Verdict UNCHANGED = Verdict.of(null, null);

  private final FunctionCall rule;
  private final JsonNode arguments;
  private final List<MetricStream> metrics;
  private final List<EventStream> events;
  private final CheckFunctions functions;
  private int failures;

  FunctionVerdicts(
      FunctionCall rule,
      List<MetricStream> metrics,
      List<EventStream> events,
      CheckFunctions functions) {
    this.rule = rule;
    this.arguments = json(rule.arguments());
    this.metrics = metrics;
    this.events = events;
    this.functions = functions;
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("arguments of a check: found no JSON", e);
    }
  }

  boolean batching() {
    return rule.batching();
  }

  /** Whether it is called with anomalies, and with nothing else. */
  boolean onAnomalies() {
    return rule.onAnomalies();
  }

  /** Whether it looks at what is sent all the time: of events alone there may be none. */
  boolean awaitsMetrics() {
    return !onAnomalies() && !metrics.isEmpty();
  }

  /** Whether anything it looks at ever came, as far as is known here. */
  boolean hadData() {
    return metrics.stream().anyMatch(MetricStream::hadData)
        || events.stream().anyMatch(EventStream::hadData);
  }

  /** Nothing ever came; only when it {@linkplain #awaitsMetrics() awaits} some. */
  Verdict notFound() {
    return Verdict.notFound(metrics.get(0).definition(), rule.windowMillis());
  }

  /** When the window after the one of {@code now} begins. */
  long nextWindow(long now) {
    return (now / rule.windowMillis() + 1) * rule.windowMillis();
  }

  /**
   * Null: there is nothing that it could look at. A verdict without state or error: the function
   * says that nothing has changed.
   */
  Verdict decide(long now) {
    MetricStream stale = stale(now);
    if (stale != null) {
      return Verdict.stale(
          "no value of \"%s\" for %d ms"
              .formatted(stale.name(), stale.definition().staleAfterMillis()));
    }
    long end = rule.batching() ? now / rule.windowMillis() * rule.windowMillis() : now;
    long begin = end - rule.windowMillis();
    if (metrics.stream().allMatch(stream -> stream.window.between(begin, end).isEmpty())
        && events.stream().allMatch(stream -> stream.between(begin, end).isEmpty())) {
      return null;
    }
    return verdict(
        functions.call(rule.function(), arguments, stream -> data(stream, begin, end), null), now);
  }

  /** What the function says of an anomaly. */
  Verdict decide(Anomaly anomaly, long now) {
    long begin = now - rule.windowMillis();
    return verdict(
        functions.call(rule.function(), arguments, stream -> data(stream, begin, now), anomaly),
        now);
  }

  /** When a stream is stale unless points come. */
  long staleAt() {
    long at = Long.MAX_VALUE;
    for (MetricStream stream : metrics) {
      at = Math.min(at, stream.staleAt());
    }
    return at;
  }

  private MetricStream stale(long now) {
    for (MetricStream stream : metrics) {
      if (stream.staleAt() <= now) {
        return stream;
      }
    }
    return null;
  }

  private Verdict verdict(Answer answer, long now) {
    if (answer.error() != null) {
      failures++;
      return failures < TOLERATED
          ? Verdict.failed(answer.error())
          : Verdict.invalid(answer.error());
    }
    failures = 0;
    if (answer.health() == null && answer.details() == null) {
      return UNCHANGED;
    }
    Expiry expiry =
        answer.expireTo() == null
            ? null
            : new Expiry(now + answer.expiresAfterMillis(), answer.expireTo());
    return new Verdict(answer.health(), answer.message(), null, expiry, answer.details());
  }

  /** What a state becomes whose time is over. */
  static Verdict expired(HealthState to) {
    return Verdict.of(to, "the state has expired");
  }

  private List<Map<String, Object>> data(long id, long after, long until) {
    for (MetricStream stream : metrics) {
      if (stream.definition().id() == id) {
        return stream.window.between(after, until);
      }
    }
    for (EventStream stream : events) {
      if (stream.definition().id() == id) {
        return stream.between(after, until);
      }
    }
    return List.of();
  }
}
