package io.stackstate.api.metrics;

import io.stackstate.api.http.Call;
import io.stackstate.telemetry.promql.syntax.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The parameters of a request in the dialect of Prometheus, of its query and of its form. */
final class PromqlParameters {
  /** With fractions, as Grafana sends them. */
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,10}(\\.\\d{1,9})?");

  /** Of this length only, since one that is shorter could be meant otherwise. */
  private static final Pattern MILLIS = Pattern.compile("\\d{13}");

  private static final int SHOWN = 60;

  private final Call call;
  private final InstantSource clock;

  PromqlParameters(Call call, InstantSource clock) {
    this.call = call;
    this.clock = clock;
  }

  Optional<String> text(String name) {
    return call.formParams(name).stream().findFirst();
  }

  List<String> texts(String name) {
    return call.formParams(name);
  }

  String query() {
    return text("query").orElseThrow(() -> bad("query", "nothing", "an expression in PromQL"));
  }

  long requiredTime(String name) {
    return time(name).orElseThrow(() -> bad(name, "nothing", "a time"));
  }

  /** Epoch milliseconds. */
  long timeOr(String name, long otherwise) {
    return time(name).orElse(otherwise);
  }

  long now() {
    return clock.millis();
  }

  private OptionalLong time(String name) {
    Optional<String> text = text(name);
    return text.isPresent() ? OptionalLong.of(time(name, text.get())) : OptionalLong.empty();
  }

  /**
   * RFC 3339 or seconds since the epoch. Thirteen digits are milliseconds, which a client of others
   * sends (REST sheet, section 6.13): as seconds they would lie 40,000 years ahead, so that nothing
   * else can be meant, and refusing them would help nobody.
   */
  private static long time(String name, String text) {
    if (SECONDS.matcher(text).matches()) {
      return Math.round(Double.parseDouble(text) * 1000);
    } else if (MILLIS.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw bad(
          name, quoted(text), "a time as in RFC 3339, seconds since the epoch or milliseconds");
    }
  }

  /** Milliseconds, from 1. */
  long step() {
    String text =
        text("step").orElseThrow(() -> bad("step", "nothing", "a duration like 30s or seconds"));
    long step = duration("step", text);
    if (step < 1) {
      throw bad("step", quoted(text), "a duration of at least 1 ms");
    }
    return step;
  }

  /** What the request allows itself; very long without. */
  Duration timeout() {
    return text("timeout")
        .map(text -> Duration.ofMillis(Math.max(1, duration("timeout", text))))
        .orElse(Duration.ofDays(1));
  }

  private static long duration(String name, String text) {
    OptionalLong millis =
        SECONDS.matcher(text).matches() && !text.startsWith("-")
            ? Durations.ofSeconds(Double.parseDouble(text))
            : Durations.parse(text);
    return millis.orElseThrow(
        () -> bad(name, quoted(text), "a duration like 1h30m or 500ms, or a number of seconds"));
  }

  int limit(int maximum) {
    Optional<String> text = text("limit");
    if (text.isEmpty() || text.get().equals("0")) {
      return maximum;
    }
    if (!text.get().matches("\\d{1,9}")) {
      throw bad("limit", quoted(text.get()), "a whole number");
    }
    return Math.min(maximum, Integer.parseInt(text.get()));
  }

  private static String quoted(String text) {
    return '"' + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + '"';
  }

  static PromqlFailure bad(String name, String found, String expected) {
    return new PromqlFailure(400, "bad_data", name + ": found " + found + ", expected " + expected);
  }
}
