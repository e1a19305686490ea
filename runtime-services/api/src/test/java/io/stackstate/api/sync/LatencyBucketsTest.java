package io.stackstate.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.api.JsonText;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long BUCKET = LatencyBuckets.BUCKET_SECONDS * 1000L;

  private final LatencyBuckets buckets = new LatencyBuckets();

  @Test
  void writesTheMeanOfEachBucketTheNewestFirst() throws Exception {
    buckets.add(NOW - 2 * BUCKET, 1000);
    buckets.add(NOW, 100);
    buckets.add(NOW, 200);
    assertThat(json())
        .isEqualTo(
            "{\"bucketSizeSeconds\":500,\"latencySeconds\":[{\"value\":0.15},{},{\"value\":1.0}]}");
  }

  @Test
  void forgetsWhatIsOlderThanThreeBuckets() throws Exception {
    buckets.add(NOW - 3 * BUCKET, 1000);
    assertThat(json()).isEqualTo("{\"bucketSizeSeconds\":500,\"latencySeconds\":[{},{},{}]}");
    buckets.add(NOW, 100);
    buckets.add(NOW - 3 * BUCKET, 1000);
    assertThat(json()).contains("[{\"value\":0.1},{},{}]");
  }

  private String json() throws Exception {
    return JsonText.of(out -> buckets.write(out, NOW));
  }
}
