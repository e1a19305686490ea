package io.stackstate.telemetry.promql;

import io.stackstate.telemetry.metric.Samples;

/**
 * A series as it is stored, or as a subquery makes it.
 *
 * @param times ascending epoch milliseconds
 */
record Points(Labels labels, long[] times, double[] values) {
  /** What Prometheus writes where a series ends. */
  private static final long STALE_BITS = 0x7ff0_0000_0000_0002L;

  static Points of(Samples samples) {
    return new Points(Labels.of(samples.labels()), samples.times(), samples.values());
  }

  static boolean isStale(double value) {
    // A signalling NaN may have become a quiet one on its way.
    long bits = Double.doubleToRawLongBits(value);
    return bits == STALE_BITS || bits == (STALE_BITS | 0x0008_0000_0000_0000L);
  }

  /** The same without the marks of its ends. */
  Points withoutStale() {
    int kept = 0;
    for (double value : values) {
      kept += isStale(value) ? 0 : 1;
    }
    if (kept == values.length) {
      return this;
    }
    long[] keptTimes = new long[kept];
    double[] keptValues = new double[kept];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      if (!isStale(values[i])) {
        keptTimes[at] = times[i];
        keptValues[at++] = values[i];
      }
    }
    return new Points(labels, keptTimes, keptValues);
  }

  /** How many points are at or before a time. */
  int upTo(long timeMillis) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= timeMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
