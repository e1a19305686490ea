package io.stackstate.api.handler;

import io.stackstate.api.http.ApiException;
import io.stackstate.api.http.Call;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time of the past, epoch milliseconds, both ends included. */
record PreviewInterval(long from, long to) {
  private static final Pattern LAST = Pattern.compile("(\\d{1,4})([mhd])");
  private static final long MINUTE = 60_000;

  /** Reads {@code from} and {@code to}, or {@code last}, by default the last 24 hours. */
  static PreviewInterval of(Call call, long now) {
    Optional<Long> from = time(call, "from");
    long to = Math.min(now, time(call, "to").orElse(now));
    if (from.isEmpty()) {
      return new PreviewInterval(to - last(call), to);
    }
    if (from.get() > to) {
      throw ApiException.badField(
          "from", Instant.ofEpochMilli(from.get()).toString(), "a time before the end");
    }
    return new PreviewInterval(from.get(), to);
  }

  private static Optional<Long> time(Call call, String name) {
    return call.param(name).map(text -> time(name, text));
  }

  private static long time(String name, String text) {
    try {
      return text.matches("\\d{1,15}") ? Long.parseLong(text) : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw ApiException.badField(
          name, text, "a time as 2030-01-01T06:00:00Z, or epoch milliseconds");
    }
  }

  private static long last(Call call) {
    String last = call.param("last").orElse("24h");
    Matcher matcher = LAST.matcher(last);
    if (!matcher.matches()) {
      throw ApiException.badField("last", last, "a time as 30m, 24h or 7d");
    }
    long unit =
        switch (matcher.group(2)) {
          case "m" -> MINUTE;
          case "h" -> 60 * MINUTE;
          default -> 24 * 60 * MINUTE;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }
}
