package io.stackstate.telemetry.promql.syntax;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 1h30m}, {@code 500ms}; larger units first. */
public final class Durations {
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final long[] UNITS = {
    31_536_000_000L, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };

  /** More than any data lasts, and less than what overflows when times are added. */
  private static final long MAX_MILLIS = 200L * 31_536_000_000L;

  private Durations() {}

  /** Milliseconds; empty when it is no duration, or one of more than 200 years. */
  public static OptionalLong parse(String text) {
    Matcher matcher = WHOLE.matcher(text);
    if (text.isEmpty() || text.length() > 100 || !matcher.matches()) {
      return OptionalLong.empty();
    }
    double millis = 0;
    for (int i = 0; i < UNITS.length; i++) {
      if (matcher.group(i + 1) != null) {
        millis += Double.parseDouble(matcher.group(i + 1)) * UNITS[i];
      }
    }
    return millis > MAX_MILLIS ? OptionalLong.empty() : OptionalLong.of((long) millis);
  }

  /** Milliseconds of a number of seconds, likewise. */
  public static OptionalLong ofSeconds(double seconds) {
    double millis = seconds * 1000;
    return Math.abs(millis) <= MAX_MILLIS
        ? OptionalLong.of(Math.round(millis))
        : OptionalLong.empty();
  }
}
