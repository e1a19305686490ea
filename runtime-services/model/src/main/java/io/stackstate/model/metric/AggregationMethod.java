package io.stackstate.model.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of the points of one bucket (telemetry sheet, section 5). */
public enum AggregationMethod {
  MEAN,
  PERCENTILE_25,
  PERCENTILE_50,
  PERCENTILE_75,
  PERCENTILE_90,
  PERCENTILE_95,
  PERCENTILE_98,
  PERCENTILE_99,
  MAX,
  MIN,
  /** An empty bucket is 0. */
  SUM,
  /** How many points there are; an empty bucket is 0. */
  EVENT_COUNT,
  /** As {@link #SUM}, but an empty bucket has no point. */
  SUM_NO_ZEROS,
  /** As {@link #EVENT_COUNT}, but an empty bucket has no point. */
  EVENT_COUNT_NO_ZEROS;

  private static final Pattern SPOKEN = Pattern.compile("(\\d+)(?:ST|ND|RD|TH)[ _]PERCENTILE");

  /** By its name or as people say it ({@code mean}, {@code 99th percentile}), in any case. */
  public static Optional<AggregationMethod> of(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    Matcher spoken = SPOKEN.matcher(name);
    String wanted = spoken.matches() ? "PERCENTILE_" + spoken.group(1) : name.replace(' ', '_');
    return Arrays.stream(values()).filter(method -> method.name().equals(wanted)).findFirst();
  }

  /** Above 0 and below 100, when it is a percentile. */
  public OptionalDouble percentile() {
    return name().startsWith("PERCENTILE_")
        ? OptionalDouble.of(Double.parseDouble(name().substring("PERCENTILE_".length())))
        : OptionalDouble.empty();
  }

  /** Whether an empty bucket is a point with the value 0. */
  public boolean fillsWithZero() {
    return this == SUM || this == EVENT_COUNT;
  }
}
