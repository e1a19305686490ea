package io.stackstate.telemetry.elasticsearch;

import static io.stackstate.telemetry.elasticsearch.StoredPoints.is;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.metric.Aggregation;
import io.stackstate.model.metric.AggregationMethod;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.model.metric.TimeSeries;
import io.stackstate.telemetry.TestNode;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.metric.TooManyPointsException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What charts ask, and what is answered. */
@ExtendWith(TestNode.class)
class MetricStoreIT {
  private static final long NOW = StoredPoints.NOW;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  @RegisterExtension final StoredPoints points = new StoredPoints();

  private final MetricStore store = points.store;

  private static MetricQuery query(String metric, long from, long to, StreamCondition... where) {
    return MetricQuery.points(List.of(where), metric, from, to);
  }

  private List<MetricPoint> aggregated(MetricQuery query, AggregationMethod method, Duration bucket)
      throws Exception {
    return store
        .query(query.aggregated(new Aggregation(method, bucket.toMillis()), List.of()))
        .get(0)
        .points();
  }

  private static StreamCondition where(String key, String value) {
    return new StreamCondition(key, value);
  }

  @Test
  void nothingIsStoredYet() throws Exception {
    assertThat(store.query(query("m", 0, NOW)))
        .containsExactly(new TimeSeries(Map.of(), List.of()));
    MetricQuery sums = query("m", NOW - HOUR, NOW);
    assertThat(aggregated(sums, AggregationMethod.MEAN, Duration.ofMinutes(1))).isEmpty();
    assertThat(aggregated(sums, AggregationMethod.SUM, Duration.ofMinutes(30)))
        .extracting(MetricPoint::value)
        .containsOnly(0.0);
    Aggregation mean = new Aggregation(AggregationMethod.MEAN, MINUTE);
    assertThat(store.query(sums.aggregated(mean, List.of("host")))).isEmpty();
    assertThat(store.select(List.of(is("__name__", "m")), 0, NOW, 10)).isEmpty();
  }

  @Test
  void aPointThatIsWrittenTwiceIsThereOnceAndPointsComeInOrderOfTime() throws Exception {
    points.point("queue.depth", "srv-1", Map.of("queue", "orders"), NOW - 1, 17.5);
    points.point("queue.depth", "srv-1", Map.of("queue", "orders"), NOW - 2, 3);
    points.write();
    points.write();
    assertThat(points.metrics.counter("stackstate.telemetry.metrics.refused").count()).isZero();
    for (String field : List.of("queue.depth", "values.queue.depth")) {
      assertThat(store.query(query(field, NOW - HOUR, NOW)).get(0).points())
          .containsExactly(new MetricPoint(NOW - 2, 3), new MetricPoint(NOW - 1, 17.5));
    }
  }

  @Test
  void theEndOfAnIntervalIsNotInItAndALimitKeepsTheNewest() throws Exception {
    for (int i = 0; i < 5; i++) {
      points.point("m", "h", Map.of(), NOW - 5_000 + 1_000 * i, i);
    }
    points.write();
    MetricQuery all = query("m", NOW - 5_000, NOW - 1_000);
    assertThat(store.query(all).get(0).points())
        .extracting(MetricPoint::value)
        .containsExactly(0.0, 1.0, 2.0, 3.0);
    MetricQuery two = new MetricQuery(List.of(), "m", null, List.of(), NOW - 5_000, NOW - 1_000, 2);
    assertThat(store.query(two).get(0).points())
        .extracting(MetricPoint::value)
        .containsExactly(2.0, 3.0);
  }

  @Test
  void conditionsOnHostNameAndTagsMustAllHold() throws Exception {
    points.point("m", "h1", Map.of("a.b", "x.y=z", "a", "1"), NOW - 1_000, 1);
    points.point("m", "h2", Map.of("a.b", "x.y=z", "a", "2"), NOW - 1_000, 2);
    points.point("other", "h1", Map.of("a.b", "x.y=z", "a", "1"), NOW - 1_000, 3);
    points.write();
    MetricQuery both = query("m", 0, NOW, where("tags.a.b", "x.y=z"), where("host", "h2"));
    assertThat(store.query(both).get(0).points()).containsExactly(new MetricPoint(NOW - 1_000, 2));
    MetricQuery bare = query("m", 0, NOW, where("a", "1"), where("name", "convertedMetric"));
    assertThat(store.query(bare).get(0).points()).containsExactly(new MetricPoint(NOW - 1_000, 1));
    MetricQuery none = query("m", 0, NOW, where("tags.a", "1"), where("host", "h2"));
    assertThat(store.query(none).get(0).points()).isEmpty();
  }

  @Test
  void bucketsBeginAtMultiplesOfTheirSizeAndEmptySumsAreZeroAfterADelay() throws Exception {
    long start = NOW - 10 * MINUTE;
    points.point("m", "h", Map.of(), start + 2 * MINUTE + 1, 4);
    points.point("m", "h", Map.of(), start + 2 * MINUTE + 2, 5);
    points.write();
    MetricQuery five = query("m", start + 30_000, start + 5 * MINUTE);
    assertThat(aggregated(five, AggregationMethod.SUM, Duration.ofMinutes(1)))
        .containsExactly(
            new MetricPoint(start, 0),
            new MetricPoint(start + MINUTE, 0),
            new MetricPoint(start + 2 * MINUTE, 9),
            new MetricPoint(start + 3 * MINUTE, 0),
            new MetricPoint(start + 4 * MINUTE, 0));
    assertThat(aggregated(five, AggregationMethod.SUM_NO_ZEROS, Duration.ofMinutes(1)))
        .containsExactly(new MetricPoint(start + 2 * MINUTE, 9));
    assertThat(aggregated(five, AggregationMethod.EVENT_COUNT_NO_ZEROS, Duration.ofMinutes(1)))
        .containsExactly(new MetricPoint(start + 2 * MINUTE, 2));
    MetricQuery untilNow = query("m", NOW - 3 * MINUTE, NOW);
    assertThat(aggregated(untilNow, AggregationMethod.EVENT_COUNT, Duration.ofMinutes(1)))
        .as("the last minute is not over for long enough")
        .containsExactly(
            new MetricPoint(NOW - 3 * MINUTE, 0), new MetricPoint(NOW - 2 * MINUTE, 0));
  }

  @Test
  void eachMethodDoesWhatItsNameSays() throws Exception {
    for (int i = 1; i <= 100; i++) {
      points.point("m", "h", Map.of(), NOW - HOUR + i, i);
    }
    points.write();
    MetricQuery hour = query("m", NOW - HOUR, NOW);
    Map<AggregationMethod, Double> expected =
        Map.of(
            AggregationMethod.MEAN, 50.5,
            AggregationMethod.MAX, 100.0,
            AggregationMethod.MIN, 1.0,
            AggregationMethod.SUM_NO_ZEROS, 5050.0,
            AggregationMethod.EVENT_COUNT_NO_ZEROS, 100.0,
            AggregationMethod.PERCENTILE_50, 50.5,
            AggregationMethod.PERCENTILE_99, 99.5);
    for (Map.Entry<AggregationMethod, Double> method : expected.entrySet()) {
      List<MetricPoint> found = aggregated(hour, method.getKey(), Duration.ofMinutes(1));
      assertThat(found).as("%s", method.getKey()).hasSize(1);
      assertThat(found.get(0).value())
          .as("%s", method.getKey())
          .isCloseTo(method.getValue(), org.assertj.core.data.Offset.offset(0.6));
    }
  }

  @Test
  void groupsAreByTagsOfSeveralLevelsAndWithoutAFieldThereIsNoGroup() throws Exception {
    long first = NOW - 5 * MINUTE;
    for (String host : List.of("h2", "h1")) {
      points.point("m", host, Map.of("kube.pod", "p.1"), first, 1);
      points.point("m", host, Map.of("kube.pod", "p.1"), first + MINUTE, 3);
      points.point("m", host, Map.of("kube.pod", "p.0"), first, 5);
    }
    points.point("m", "h3", Map.of(), first, 7);
    points.write();
    Aggregation mean = new Aggregation(AggregationMethod.MEAN, MINUTE);
    MetricQuery all = query("m", NOW - HOUR, NOW);
    List<String> by = List.of("tags.kube.pod", "host");
    assertThat(store.query(all.aggregated(mean, by)))
        .containsExactly(
            new TimeSeries(
                Map.of("tags.kube.pod", "p.0", "host", "h1"), List.of(new MetricPoint(first, 5))),
            new TimeSeries(
                Map.of("tags.kube.pod", "p.0", "host", "h2"), List.of(new MetricPoint(first, 5))),
            new TimeSeries(
                Map.of("tags.kube.pod", "p.1", "host", "h1"),
                List.of(new MetricPoint(first, 1), new MetricPoint(first + MINUTE, 3))),
            new TimeSeries(
                Map.of("tags.kube.pod", "p.1", "host", "h2"),
                List.of(new MetricPoint(first, 1), new MetricPoint(first + MINUTE, 3))));
  }

  @Test
  void groupsOfSumsAreFilledEach() throws Exception {
    points.point("m", "h1", Map.of(), NOW - 5 * MINUTE, 1);
    points.point("m", "h2", Map.of(), NOW - 4 * MINUTE, 2);
    points.write();
    Aggregation sum = new Aggregation(AggregationMethod.SUM, MINUTE);
    MetricQuery query = query("m", NOW - 5 * MINUTE, NOW - 3 * MINUTE);
    assertThat(store.query(query.aggregated(sum, List.of("host"))))
        .extracting(series -> series.points().stream().map(MetricPoint::value).toList())
        .containsExactly(List.of(1.0, 0.0), List.of(0.0, 2.0));
  }

  @Test
  void moreGroupsBucketsOrPointsThanThereMayBeAreRefused() throws Exception {
    for (int i = 0; i <= MetricStore.MAX_SERIES; i++) {
      points.point("m", "h" + i, Map.of(), NOW - HOUR, i);
    }
    points.write();
    Aggregation mean = new Aggregation(AggregationMethod.MEAN, MINUTE);
    MetricQuery all = query("m", NOW - HOUR, NOW);
    assertThatThrownBy(() -> store.query(all.aggregated(mean, List.of("host"))))
        .isInstanceOf(TooManyPointsException.class)
        .hasMessageContaining("more than 1000 groups");
    Aggregation tiny = new Aggregation(AggregationMethod.MEAN, 1);
    assertThatThrownBy(() -> store.query(all.aggregated(tiny, List.of())))
        .isInstanceOf(TooManyPointsException.class)
        .hasMessageContaining("3600000 buckets");
    assertThatThrownBy(() -> store.select(List.of(is("__name__", "m")), 0, NOW, 1_000))
        .isInstanceOf(TooManyPointsException.class);
    assertThat(store.select(List.of(is("__name__", "m")), 0, NOW, 1_001)).hasSize(1_001);
  }

  @Test
  void whatIsAwayIsSaidInWords() {
    try (MetricStore nowhere =
        MetricStore.create(ConfigFactory.load(), () -> List.of(URI.create("http://127.0.0.1:1")))) {
      assertThatThrownBy(() -> nowhere.query(query("m", 0, NOW)))
          .isInstanceOf(MetricsUnavailableException.class)
          .hasMessageContaining("does not answer");
      assertThatThrownBy(() -> nowhere.select(List.of(is("__name__", "m")), 0, NOW, 1))
          .isInstanceOf(MetricsUnavailableException.class);
    }
  }
}
