package io.stackstate.telemetry.store;

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

  /** The index for an instant. */
  public static String name(String prefix, long timeMillis) {
    return name(prefix, Instant.ofEpochMilli(timeMillis).atOffset(ZoneOffset.UTC).toLocalDate());
  }

  /** The index for a day. */
  public static String name(String prefix, LocalDate day) {
    return prefix + "-" + DAY.format(day);
  }

  /** A pattern for all indices with a prefix. */
  public static String pattern(String prefix) {
    return prefix + "-*";
  }

  /** The day of an index with a prefix; empty when it is no such index. */
  public static Optional<LocalDate> day(String prefix, String index) {
    String start = prefix + "-";
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
