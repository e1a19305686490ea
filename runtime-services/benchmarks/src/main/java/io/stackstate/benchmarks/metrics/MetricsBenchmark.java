package io.stackstate.benchmarks.metrics;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.benchmarks.Await;
import io.stackstate.benchmarks.Benchmark;
import io.stackstate.benchmarks.Figure;
import io.stackstate.benchmarks.Kafka;
import io.stackstate.model.Topics;
import io.stackstate.telemetry.TelemetryService;
import io.stackstate.telemetry.metric.MetricStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * 345,600 points of 240 series from Kafka into Elasticsearch, beside the same documents in bulk
 * requests that nothing has to make, into indices of the same template; then what charts ask for.
 */
public final class MetricsBenchmark implements Benchmark {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final int WARM_UP = 50_000;
  private static final String STORED = "stackstate.telemetry.metrics.stored";

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public List<Figure> run(Path scratch) throws Exception {
    // At noon, so that all points are of one day.
    long end = System.currentTimeMillis() / DAY_MILLIS * DAY_MILLIS - DAY_MILLIS / 2;
    Config config = ConfigFactory.load();
    try (SearchNode node = SearchNode.start(scratch);
        Kafka kafka = Kafka.start(scratch.resolve("kafka"))) {
      SimpleMeterRegistry metrics = new SimpleMeterRegistry();
      List<Figure> figures = new ArrayList<>();
      List<byte[]> some = MetricLoad.records(end - 2 * DAY_MILLIS).subList(0, WARM_UP);
      kafka.send(Topics.MULTI_METRICS, some);
      try (TelemetryService service =
          TelemetryService.create(config, node::hosts, kafka.config(), metrics)) {
        service.start();
        Await.until("the warm-up", () -> stored(metrics) >= WARM_UP);
        double bare = bare(node, end - DAY_MILLIS);
        figures.add(
            new Figure(
                "points from Kafka into Elasticsearch",
                ours(kafka, metrics, end),
                "points/s",
                bare,
                "bare bulk requests of the same documents",
                ">= 0.7x"));
      }
      figures.add(size(node));
      try (MetricStore store = MetricStore.create(config, node::hosts)) {
        figures.addAll(new ChartQueries(store, end).measure());
      }
      return figures;
    }
  }

  private static double stored(SimpleMeterRegistry metrics) {
    return metrics.get(STORED).counter().count();
  }

  private static double bare(SearchNode node, long end) throws Exception {
    BareBulk bulk = new BareBulk(MetricLoad.records(end), System.currentTimeMillis());
    long start = System.nanoTime();
    bulk.send(node);
    return MetricLoad.points() / ((System.nanoTime() - start) / 1e9);
  }

  /** From the first point on the topic: sending goes on while the first are stored. */
  private static double ours(Kafka kafka, SimpleMeterRegistry metrics, long end) throws Exception {
    List<byte[]> records = MetricLoad.records(end);
    double before = stored(metrics);
    long start = System.nanoTime();
    kafka.send(Topics.MULTI_METRICS, records);
    Await.until("all points", () -> stored(metrics) - before >= MetricLoad.points());
    return MetricLoad.points() / ((System.nanoTime() - start) / 1e9);
  }

  private static Figure size(SearchNode node) throws IOException, InterruptedException {
    node.request("POST", "/sts_multi_metrics/_flush", "");
    node.request("POST", "/sts_multi_metrics/_refresh", "");
    String sizes =
        node.request("GET", "/_cat/indices/sts_multi_metrics-*?h=store.size&bytes=b", "");
    double bytes = sizes.lines().mapToLong(line -> Long.parseLong(line.strip())).sum();
    int points = WARM_UP + 2 * MetricLoad.points();
    return new Figure("disk", bytes / points, "bytes/point", 100, "limit", "");
  }
}
