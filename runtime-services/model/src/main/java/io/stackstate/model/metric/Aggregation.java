package io.stackstate.model.metric;

import java.util.Objects;

/**
 * One point for each bucket of time. Buckets begin at multiples of their size since the epoch.
 *
 * @param bucketMillis from 1
 */
public record Aggregation(AggregationMethod method, long bucketMillis) {
  public Aggregation {
    Objects.requireNonNull(method, "method");
    if (bucketMillis < 1) {
      throw new IllegalArgumentException(
          "bucketMillis: found " + bucketMillis + ", expected at least 1");
    }
  }
}
