package io.stackstate.crds;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as resources write them: a whole number above zero and a unit, {@code 30s}, {@code 5m},
 * {@code 48h}, {@code 2d}, {@code 1w}. Days have 24 hours, weeks seven days (query sheet, section
 * 5.3).
 */
public final class DurationText {
  /** For the CRD and for validation before the text gets here. */
  public static final String PATTERN = "^[1-9][0-9]{0,9}[smhdw]$";

  private static final Pattern COMPILED = Pattern.compile("([1-9][0-9]{0,9})([smhdw])");

  private DurationText() {}

  /**
   * @throws IllegalArgumentException with what was found and what was expected
   */
  public static Duration parse(String text) {
    Matcher matcher = COMPILED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "found \"" + text + "\", expected a whole number and a unit s, m, h, d or w: 48h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofDays(Math.multiplyExact(amount, 7));
    };
  }
}
