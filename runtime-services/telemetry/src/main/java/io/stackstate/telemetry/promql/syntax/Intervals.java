package io.stackstate.telemetry.promql.syntax;

import java.time.Duration;

/**
 * The durations that a query may leave to whoever asks (query sheet, section 10).
 *
 * @param stepMillis from 1; that of a range without one, and of a subquery without one
 * @param scrapeMillis how often points are measured
 */
public record Intervals(long stepMillis, long scrapeMillis) {
  /** How often agents measure, unless they are told otherwise. */
  public static final Duration SCRAPE = Duration.ofSeconds(30);

  /** The step where there is none, as in a query for one time. */
  public static final Duration STEP = Duration.ofMinutes(1);

  public Intervals {
    if (stepMillis < 1 || scrapeMillis < 1) {
      throw new IllegalArgumentException(
          "found step " + stepMillis + " and scrape " + scrapeMillis + ", expected at least 1");
    }
  }

  /** Those of a query for one time. */
  public static Intervals ofInstant() {
    return ofStep(STEP.toMillis());
  }

  /** Those of a query with a step. */
  public static Intervals ofStep(long stepMillis) {
    return new Intervals(stepMillis, SCRAPE.toMillis());
  }

  /** {@code ${__interval}}: the step, but two measurements at least. */
  public long intervalMillis() {
    return Math.max(stepMillis, 2 * scrapeMillis);
  }

  /** {@code ${__rate_interval}}: a measurement more than the step, and four at least. */
  public long rateIntervalMillis() {
    return Math.max(stepMillis + scrapeMillis, 4 * scrapeMillis);
  }
}
