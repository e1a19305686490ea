package io.stackstate.model.handler;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * Times that come again (health sheet, section 12.1): all that is given must hold.
 *
 * @param times of a day; empty for all of it
 * @param daysOfMonth from 1, or from -1 for the last one
 */
public record TimeInterval(
    String name,
    List<Times> times,
    Set<DayOfWeek> weekdays,
    List<Range> daysOfMonth,
    Set<Month> months,
    List<Range> years,
    ZoneId zone) {

  /** From a minute to before another; across midnight when the end is not later. */
  public record Times(LocalTime start, LocalTime end) {
    boolean holds(LocalTime time) {
      return start.isBefore(end)
          ? !time.isBefore(start) && time.isBefore(end)
          : !time.isBefore(start) || time.isBefore(end);
    }
  }

  /** Both ends included. */
  public record Range(int from, int to) {}

  /** Whether a moment lies in it. */
  public boolean contains(Instant moment) {
    ZonedDateTime at = moment.atZone(zone);
    return (times.isEmpty() || times.stream().anyMatch(t -> t.holds(at.toLocalTime())))
        && (weekdays.isEmpty() || weekdays.contains(at.getDayOfWeek()))
        && (months.isEmpty() || months.contains(at.getMonth()))
        && (years.isEmpty() || years.stream().anyMatch(r -> holds(r, at.getYear(), 0)))
        && (daysOfMonth.isEmpty()
            || daysOfMonth.stream()
                .anyMatch(r -> holds(r, at.getDayOfMonth(), at.toLocalDate().lengthOfMonth() + 1)));
  }

  private static boolean holds(Range range, int value, int fromEnd) {
    int from = range.from() < 0 ? fromEnd + range.from() : range.from();
    int to = range.to() < 0 ? fromEnd + range.to() : range.to();
    return value >= from && value <= to;
  }
}
