package io.stackstate.telemetry.elasticsearch;

import static io.stackstate.telemetry.elasticsearch.StoredPoints.is;
import static io.stackstate.telemetry.metric.LabelMatcher.Operator.REGEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.telemetry.TestNode;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.metric.Samples;
import io.stackstate.telemetry.store.DiskBudget;
import io.stackstate.telemetry.store.Document;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The indices of metrics: which there are, for how long, and what is in them. */
@ExtendWith(TestNode.class)
class MetricIndicesIT {
  private static final long NOW = StoredPoints.NOW;
  private static final long HOUR = 3_600_000;

  @RegisterExtension final StoredPoints points = new StoredPoints();

  private final MetricStore store = points.store;

  private static MetricQuery query(String metric, long from, long to) {
    return MetricQuery.points(List.of(), metric, from, to);
  }

  @Test
  void pointsOfAnyDayThatIsKeptAreFound() throws Exception {
    long[] times = {NOW - 28 * 24 * HOUR, NOW - 3 * HOUR, NOW - 1};
    for (long time : times) {
      points.point("m", "h", Map.of(), time, 1);
    }
    points.write();
    assertThat(store.query(query("m", 0, NOW)).get(0).points())
        .extracting(MetricPoint::timeMillis)
        .containsExactly(times[0], times[1], times[2]);
    List<Samples> samples = store.select(List.of(is("__name__", "m")), 0, NOW, 10);
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).times()).containsExactly(times);
    DocumentIndexer.metrics(points.connection, 2, StoredPoints.BUDGET, points.metrics)
        .maintain(NOW);
    assertThat(store.query(query("m", 0, NOW)).get(0).points())
        .extracting(MetricPoint::timeMillis)
        .doesNotContain(times[0])
        .contains(times[2]);
  }

  @Test
  void theOldestIndicesGoWhenTheyTakeMoreOfTheDiskThanTheyMay() throws Exception {
    for (int day = 0; day < 3; day++) {
      points.point("m", "h", Map.of(), NOW - day * 24 * HOUR, day);
    }
    points.write();
    TestNode.request("POST", "/sts_multi_metrics/_flush", "");
    Map<String, Integer> weights = Map.of("sts_multi_metrics", 1);
    for (DiskBudget budget :
        List.of(new DiskBudget(1L << 30, weights), new DiskBudget(1, weights))) {
      DocumentIndexer tight =
          DocumentIndexer.metrics(points.connection, 30, budget, points.metrics);
      tight.maintain(NOW);
      tight.maintain(NOW);
      assertThat(store.query(query("m", 0, NOW + 1)).get(0).points())
          .hasSize(budget.bytes() == 1 ? 1 : 3)
          .contains(new MetricPoint(NOW, 0));
    }
    String dropped = "stackstate.telemetry.index.dropped.early";
    assertThat(points.metrics.get(dropped).counter().count()).isEqualTo(2);
  }

  @Test
  void namesOfMetricsAndTagsNeverBecomeFields() throws Exception {
    points.point("first", "h", Map.of(), NOW - 1, 1);
    points.write();
    String before = mappings();
    points.unwritten.clear();
    for (int i = 0; i < 10_000; i++) {
      points.point("metric." + i, "h", Map.of("tag" + i, "v"), NOW - 1, 1);
    }
    points.write();
    assertThat(mappings()).isEqualTo(before);
    List<LabelMatcher> named = List.of(new LabelMatcher("__name__", REGEX, "metric[.].+"));
    assertThat(store.series(named, NOW - HOUR, NOW, 20_000))
        .extracting(labels -> labels.get("__name__"))
        .hasSize(10_000)
        .doesNotHaveDuplicates();
  }

  private static String mappings() throws Exception {
    String mappings = TestNode.request("GET", "/sts_multi_metrics/_mapping", "").body();
    assertThat(mappings).contains("\"timeReceived\"").doesNotContain("metric.", "tag1");
    return mappings;
  }

  @Test
  void aDocumentThatIsRefusedIsCountedAndTheOthersAreStored() throws Exception {
    points.point("m", "h", Map.of(), NOW - 1, 1);
    String index = points.unwritten.get(0).index();
    points.unwritten.add(
        0, new Document(index, null, "{\"series\":\"x\"}".getBytes(StandardCharsets.UTF_8)));
    points.write();
    assertThat(store.query(query("m", 0, NOW)).get(0).points()).hasSize(1);
    assertThat(points.metrics.counter("stackstate.telemetry.metrics.refused").count()).isEqualTo(1);
  }
}
