package io.stackstate.model.handler;

import io.stackstate.model.handler.TimeInterval.Range;
import io.stackstate.model.handler.TimeInterval.Times;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code timing}. */
final class TimingReader {
  private static final Range DAYS = new Range(-31, 31);
  private static final Range YEARS = new Range(1970, 9999);
  private static final Pattern RANGE = Pattern.compile("(-?\\d{1,4})(?::(-?\\d{1,4}))?");

  private TimingReader() {}

  static Timing read(Fields timing) throws InvalidHandlerException {
    if (timing == null) {
      return Timing.ALWAYS;
    }
    timing.allow("intervals", "activeIntervals", "muteIntervals");
    Map<String, TimeInterval> named = new LinkedHashMap<>();
    for (Fields each : timing.objects("intervals")) {
      TimeInterval interval = interval(each);
      if (named.put(interval.name(), interval) != null) {
        throw each.bad("name", "a name that no other interval has");
      }
    }
    return new Timing(
        chosen(timing, "activeIntervals", named), chosen(timing, "muteIntervals", named));
  }

  private static List<TimeInterval> chosen(
      Fields timing, String field, Map<String, TimeInterval> named) throws InvalidHandlerException {
    List<TimeInterval> chosen = new ArrayList<>();
    for (String name : timing.texts(field)) {
      TimeInterval interval = named.get(name);
      if (interval == null) {
        throw new InvalidHandlerException(
            timing.path(field),
            "\"" + name + "\"",
            "a name of timing.intervals: " + named.keySet());
      }
      chosen.add(interval);
    }
    return chosen;
  }

  private static TimeInterval interval(Fields each) throws InvalidHandlerException {
    each.allow("name", "times", "weekdays", "daysOfMonth", "months", "years", "location");
    return new TimeInterval(
        each.requiredText("name"),
        times(each),
        each.choices("weekdays", DayOfWeek.class, Set.of()),
        ranges(each, "daysOfMonth", DAYS),
        each.choices("months", Month.class, Set.of()),
        ranges(each, "years", YEARS),
        zone(each));
  }

  private static List<Times> times(Fields each) throws InvalidHandlerException {
    List<Times> times = new ArrayList<>();
    for (Fields range : each.objects("times")) {
      range.allow("start", "end");
      times.add(new Times(time(range, "start"), time(range, "end")));
    }
    return times;
  }

  private static LocalTime time(Fields range, String name) throws InvalidHandlerException {
    String text = range.requiredText(name);
    try {
      return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw range.bad(name, "a time of day as 09:00");
    }
  }

  private static List<Range> ranges(Fields each, String name, Range limits)
      throws InvalidHandlerException {
    List<Range> ranges = new ArrayList<>();
    for (String text : each.texts(name)) {
      Range range = range(text);
      if (range == null || !within(range.from(), limits) || !within(range.to(), limits)) {
        throw new InvalidHandlerException(each.path(name), '"' + text + '"', expected(limits));
      }
      boolean comparable = range.from() < 0 == range.to() < 0;
      if (comparable && range.from() > range.to()) {
        throw new InvalidHandlerException(
            each.path(name), '"' + text + '"', "a range that begins before it ends");
      }
      ranges.add(range);
    }
    return ranges;
  }

  /** Null when the text is none. */
  private static Range range(String text) {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int from = Integer.parseInt(matcher.group(1));
    return new Range(from, matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2)));
  }

  private static boolean within(int value, Range limits) {
    return value != 0 && value >= limits.from() && value <= limits.to();
  }

  private static String expected(Range limits) {
    return limits.from() < 0
        ? "a day from 1 to 31, from -1 (the last) to -31, or a range as 1:5 or -3:-1"
        : "a year from 1970 to 9999, or a range as 2026:2028";
  }

  private static ZoneId zone(Fields each) throws InvalidHandlerException {
    String name = each.text("location");
    try {
      return ZoneId.of(name == null ? "UTC" : name);
    } catch (DateTimeException e) {
      throw each.bad("location", "a time zone as Europe/Amsterdam");
    }
  }
}
