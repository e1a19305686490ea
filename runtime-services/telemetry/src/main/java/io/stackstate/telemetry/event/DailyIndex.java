package io.stackstate.telemetry.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The name of an index that holds one day, UTC (telemetry sheet, section 2.1). */
public final class DailyIndex {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");

  private DailyIndex() {}

  /** The index of a group for an instant. */
  public static String name(EventGroup group, long timeMillis) {
    return group.prefix()
        + "-"
        + DAY.format(Instant.ofEpochMilli(timeMillis).atOffset(ZoneOffset.UTC));
  }

  /** The day of an index of a group; empty when it is no such index. */
  public static Optional<LocalDate> day(EventGroup group, String index) {
    String start = group.prefix() + "-";
    if (!index.startsWith(start)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(index.substring(start.length()), DAY));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
