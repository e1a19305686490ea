package io.stackstate.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in tables: to the second, which is what people read. */
final class Seconds {
  private Seconds() {}

  static String of(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * @param time RFC 3339; anything else stays as it is
   */
  static String of(String time) {
    try {
      return of(Instant.parse(time));
    } catch (DateTimeException unreadable) {
      return time;
    }
  }
}
