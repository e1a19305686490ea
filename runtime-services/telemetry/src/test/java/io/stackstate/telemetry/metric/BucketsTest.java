package io.stackstate.telemetry.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
  @ParameterizedTest
  @CsvSource({
    "PT5M, PT1S",
    "PT5M1S, PT5S",
    "PT1H, PT15S",
    "PT6H, PT2M",
    "P1D, PT5M",
    "P7D, PT1H",
    "P30D, PT6H",
    "P180D, P1D",
    "P3650D, P1D"
  })
  void theSmallestSizeIsTakenThatMakesAtMost300Points(Duration interval, Duration size) {
    long start = 1_700_006_400_000L;
    assertThat(Buckets.sizeFor(start, start + interval.toMillis(), Buckets.CHART_POINTS))
        .isEqualTo(size);
  }

  @Test
  void aBucketThatIsTouchedCounts() {
    assertThat(Buckets.count(30_000, 90_000, 60_000)).isEqualTo(2);
    assertThat(Buckets.count(0, 60_000, 60_000)).isEqualTo(1);
    assertThat(Buckets.count(0, 60_001, 60_000)).isEqualTo(2);
    assertThat(Buckets.count(5, 5, 60_000)).isZero();
    assertThat(Buckets.floor(-1, 60_000)).isEqualTo(-60_000);
  }

  @Test
  void onlyBucketsThatAreOverForTheDelayAreFilled() {
    ZeroFill fill = new ZeroFill(Duration.ofSeconds(60));
    List<MetricPoint> points = List.of(new MetricPoint(60_000, 5), new MetricPoint(240_000, 1));
    Aggregation sum = new Aggregation(AggregationMethod.SUM, 60_000);
    assertThat(fill.fill(points, sum, 1, 300_000, 240_000))
        .containsExactly(
            new MetricPoint(0, 0),
            new MetricPoint(60_000, 5),
            new MetricPoint(120_000, 0),
            new MetricPoint(240_000, 1));
    Aggregation mean = new Aggregation(AggregationMethod.MEAN, 60_000);
    assertThat(fill.fill(points, mean, 1, 300_000, 240_000)).isSameAs(points);
  }
}
