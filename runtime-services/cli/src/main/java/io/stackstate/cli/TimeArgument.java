package io.stackstate.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instant as people write it (query sheet, sections 5.3 and 15.2): {@code now}, epoch
 * milliseconds, ISO 8601 with zone, or relative to now with a sign and a unit.
 */
public final class TimeArgument {
  private static final Pattern RELATIVE = Pattern.compile("([+-])(\\d{1,9})([smhdw])");
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})([smhdw])");
  private static final Pattern MILLIS = Pattern.compile("\\d{1,18}");

  private TimeArgument() {}

  /**
   * @param name of the option, for the error
   * @throws CliException with what was found and what was expected
   */
  public static Instant parse(String name, String text, Instant now) {
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      Duration distance = duration(Long.parseLong(relative.group(2)), relative.group(3));
      return relative.group(1).equals("-") ? now.minus(distance) : now.plus(distance);
    }
    if (MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    if (text.equals("now")) {
      return now;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      throw new CliException(
          ExitCode.REQUEST,
          name
              + ": found \""
              + text
              + "\", expected -5m (units s, m, h, d, w), 2026-01-31T12:00:00Z or epoch"
              + " milliseconds");
    }
  }

  /** When something ends: as {@link #parse}, or a length of time from now on. */
  public static Instant end(String name, String text, Instant now) {
    return LENGTH.matcher(text).matches() ? now.plus(duration(name, text)) : parse(name, text, now);
  }

  /**
   * A length of time: a number and a unit.
   *
   * @throws CliException likewise
   */
  public static Duration duration(String name, String text) {
    Matcher matcher = LENGTH.matcher(text);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new CliException(
          ExitCode.REQUEST,
          name + ": found \"" + text + "\", expected a length such as 24h (units s, m, h, d, w)");
    }
    return duration(Long.parseLong(matcher.group(1)), matcher.group(2));
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofDays(7 * amount);
    };
  }
}
