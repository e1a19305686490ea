package io.stackstate.telemetry.promql;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;

/** Functions of a time in seconds since the epoch, in UTC. */
final class DateFunctions {
  /** What {@link Instant} can hold. */
  private static final double MAX_SECONDS = 31_556_889_864_403_199.0;

  private static final Map<String, ToIntFunction<LocalDateTime>> ALL =
      Map.of(
          "minute", LocalDateTime::getMinute,
          "hour", LocalDateTime::getHour,
          "day_of_week", date -> date.getDayOfWeek().getValue() % 7,
          "day_of_month", LocalDateTime::getDayOfMonth,
          "day_of_year", LocalDateTime::getDayOfYear,
          "days_in_month", date -> date.toLocalDate().lengthOfMonth(),
          "month", LocalDateTime::getMonthValue,
          "year", LocalDateTime::getYear);

  private DateFunctions() {}

  /** Null when there is none with this name; NaN of what is no time. */
  static DoubleUnaryOperator named(String name) {
    ToIntFunction<LocalDateTime> field = ALL.get(name);
    return field == null
        ? null
        : seconds ->
            Math.abs(seconds) < MAX_SECONDS
                ? field.applyAsInt(
                    LocalDateTime.ofInstant(Instant.ofEpochSecond((long) seconds), ZoneOffset.UTC))
                : Double.NaN;
  }
}
