package io.stackstate.api.sync;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * The mean latency in the current and the two previous spans of time (REST sheet, section 6.10).
 * Thread-safe.
 */
final class LatencyBuckets {
  static final int BUCKET_SECONDS = 500;
  private static final int BUCKETS = 3;

  private final long[] index = new long[BUCKETS];
  private final long[] sumMillis = new long[BUCKETS];
  private final long[] count = new long[BUCKETS];

  /**
   * @param timeMillis when it was measured, epoch milliseconds
   */
  synchronized void add(long timeMillis, long latencyMillis) {
    long bucket = bucket(timeMillis);
    int slot = (int) (bucket % BUCKETS);
    if (bucket < index[slot]) {
      return;
    }
    if (bucket > index[slot]) {
      index[slot] = bucket;
      sumMillis[slot] = 0;
      count[slot] = 0;
    }
    sumMillis[slot] += latencyMillis;
    count[slot]++;
  }

  /** Writes the object {@code bucketSizeSeconds, latencySeconds}, the newest bucket first. */
  synchronized void write(JsonGenerator out, long nowMillis) throws IOException {
    out.writeStartObject();
    out.writeNumberField("bucketSizeSeconds", BUCKET_SECONDS);
    out.writeArrayFieldStart("latencySeconds");
    for (long bucket = bucket(nowMillis), oldest = bucket - BUCKETS; bucket > oldest; bucket--) {
      int slot = Math.floorMod(bucket, BUCKETS);
      out.writeStartObject();
      if (index[slot] == bucket && count[slot] > 0) {
        out.writeNumberField("value", sumMillis[slot] / 1000.0 / count[slot]);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static long bucket(long timeMillis) {
    return Math.max(0, timeMillis) / (BUCKET_SECONDS * 1000L);
  }
}
