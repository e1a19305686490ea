package io.stackstate.functions.api;

import io.stackstate.functions.script.ScriptApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instants as scripts write them (query sheet, section 5.3). */
final class InstantText {
  private static final Pattern RELATIVE = Pattern.compile("([+-]?)(\\d{1,9})([smhdw])");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,15}");
  private static final Map<String, Long> UNITS =
      Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L);

  private InstantText() {}

  /**
   * Epoch milliseconds.
   *
   * @throws ScriptApiException naming the forms that are understood
   */
  static long millis(Object instant, long now) {
    if (instant instanceof Number number) {
      return number.longValue();
    }
    if (instant instanceof Instant known) {
      return known.toEpochMilli();
    }
    String text = String.valueOf(instant).strip();
    if (DIGITS.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      long distance = Long.parseLong(relative.group(2)) * UNITS.get(relative.group(3));
      return relative.group(1).equals("-") ? now - distance : now + distance;
    }
    return text.equals("now") ? now : iso(text);
  }

  /**
   * Milliseconds of a duration such as {@code 30s}.
   *
   * @throws ScriptApiException naming the form that is understood
   */
  static long duration(Object duration) {
    return duration("duration", duration);
  }

  /**
   * The same of a parameter with a name.
   *
   * @throws ScriptApiException naming it and the form that is understood
   */
  static long duration(String parameter, Object duration) {
    Matcher form = RELATIVE.matcher(String.valueOf(duration).strip());
    if (form.matches() && form.group(1).isEmpty()) {
      return Long.parseLong(form.group(2)) * UNITS.get(form.group(3));
    }
    throw new ScriptApiException(
        "%s: found \"%s\", expected a number and a unit s, m, h, d or w, such as 30s"
            .formatted(parameter, duration));
  }

  /** Epoch milliseconds of an instant or slice; null, which means now, stays null. */
  static Long when(Object when, long now) {
    if (when == null) {
      return null;
    }
    // A slice is the topology of the run, which is what a run sees as now.
    return when instanceof TimeSlice ? null : (Long) millis(when, now);
  }

  private static long iso(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new ScriptApiException(
          ("instant: found \"%s\", expected epoch milliseconds, a time such as"
                  + " 2024-01-31T12:00:00Z, now, or a distance such as -15m (units s, m, h, d, w)")
              .formatted(text.length() > 60 ? text.substring(0, 60) + "..." : text));
    }
  }
}
