package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.api.http.ApiException;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.SampleSource;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.promql.PromqlEngine;
import io.stackstate.telemetry.promql.PromqlLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlSeriesTest {
  private static final long NOW = 1_672_531_200_000L;
  private static final SampleSource STORED =
      (matchers, from, to, most) -> List.of(load("a"), load("b"));

  private static Samples load(String host) {
    return new Samples(
        Map.of(LabelMatcher.NAME, "load", "host", host),
        new long[] {NOW - 120_000, NOW - 60_000},
        new double[] {1, 2});
  }

  private static PromqlSeries series(SampleSource source, int maxSamples) {
    return new PromqlSeries(
        new PromqlEngine(source, new PromqlLimits(maxSamples, Duration.ofMinutes(1))),
        InstantSource.fixed(Instant.ofEpochMilli(NOW)));
  }

  @Test
  void theSeriesOfAVectorAndOfAMatrixHaveTheirLabels() {
    assertThat(series(STORED, 1_000).of("load", 5))
        .extracting(labels -> labels.get("host"))
        .containsExactly("a", "b");
    assertThat(series(STORED, 1_000).of("load[5m]", 1))
        .extracting(labels -> labels.get("host"))
        .containsExactly("a");
    assertThat(series(STORED, 1_000).of("1", 5)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rate(, 400, metricQuery: 1:6: parse error",
    "load * on() load, 422, metricQuery: found duplicate series for the match group",
    "sum_over_time(load[5m]), 422, metricQuery: query processing would load too many samples"
  })
  void aQueryThatCannotBeAnsweredSaysWhy(String query, int status, String message) {
    PromqlSeries few = series(STORED, query.startsWith("sum") ? 3 : 1_000);

    assertThatThrownBy(() -> few.of(query, 5))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(status))
        .hasMessageStartingWith(message);
  }

  @Test
  void itIsUnavailableWhileNoMetricCanBeRead() {
    SampleSource away =
        (matchers, from, to, most) -> {
          throw new MetricsUnavailableException("nobody at home");
        };

    assertThatThrownBy(() -> series(away, 1_000).of("load", 5))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(503))
        .hasMessage("metrics cannot be read: nobody at home");
  }
}
