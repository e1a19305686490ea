package io.stackstate.telemetry.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Topics;
import io.stackstate.model.check.StreamCondition;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.telemetry.TestNode;
import io.stackstate.telemetry.elasticsearch.DocumentIndexer;
import io.stackstate.telemetry.elasticsearch.ElasticsearchConnection;
import io.stackstate.telemetry.elasticsearch.ElasticsearchSettings;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import io.stackstate.telemetry.store.DiskBudget;
import io.stackstate.telemetry.store.Document;
import io.stackstate.telemetry.store.DocumentSink;
import io.stackstate.telemetry.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is stored of a flow of metrics when something dies in the middle of it. */
@ExtendWith({TestNode.class, TestBroker.class})
class MetricFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long NOW = System.currentTimeMillis();
  private static final int SERIES = 5;
  private static final int POINTS = 600;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Config config =
      ConfigFactory.parseMap(
              Map.of(
                  "stackstate.telemetry.metrics.maxBatchRecords", 200,
                  "stackstate.telemetry.pollInterval", "50ms",
                  "stackstate.telemetry.maxBackoff", "500ms"))
          .withFallback(ConfigFactory.load());
  private final AtomicLong written = new AtomicLong();
  private Sender sender;
  private ElasticsearchConnection connection;
  private MetricStore points;

  @BeforeEach
  void open() throws Exception {
    TestNode.clear();
    sender = new Sender();
    connection = new ElasticsearchConnection(ElasticsearchSettings.of(config), TestNode::hosts);
    points = MetricStore.create(config, TestNode::hosts);
  }

  @AfterEach
  void close() {
    points.close();
    connection.close();
    sender.close();
  }

  private StoreWorker start(DocumentSink sink) {
    StoreWorker worker = StoreWorker.metrics(config, 30, TestBroker.kafka(), sink, metrics);
    worker.start();
    return worker;
  }

  private void send(String metric, int from, int to) throws Exception {
    List<MultiMetric> sent = new ArrayList<>();
    for (int i = from; i < to; i++) {
      for (int series = 0; series < SERIES; series++) {
        sent.add(
            new MultiMetric(
                "n",
                "h",
                "gauge",
                null,
                Map.of(metric, (double) i),
                Map.of("i", "" + series),
                time(i)));
      }
    }
    sender.send(Topics.MULTI_METRICS, sent.toArray());
  }

  private static long time(long point) {
    return NOW - POINTS + point;
  }

  private List<Long> stored(String metric, int series) throws Exception {
    StreamCondition of = new StreamCondition("tags.i", "" + series);
    MetricQuery all = MetricQuery.points(List.of(of), metric, 0, NOW + 60_000);
    return points.query(all).get(0).points().stream().map(MetricPoint::timeMillis).toList();
  }

  private int stored(String metric) throws Exception {
    TestNode.refresh();
    int stored = 0;
    for (int series = 0; series < SERIES; series++) {
      stored += stored(metric, series).size();
    }
    return stored;
  }

  private void awaitStored(String metric, int atLeast) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(MetricsUnavailableException.class)
        .until(() -> stored(metric) >= atLeast);
  }

  private void assertEachOnce(String metric) throws Exception {
    awaitStored(metric, SERIES * POINTS);
    List<Long> sent = LongStream.range(0, POINTS).map(MetricFaultsIT::time).boxed().toList();
    for (int series = 0; series < SERIES; series++) {
      assertThat(stored(metric, series)).as("series %d", series).isEqualTo(sent);
    }
    assertThat(metrics.counter("stackstate.telemetry.metrics.refused").count()).isZero();
  }

  /** The store, watched for the batches that hold points of one metric. */
  private final class Watched implements DocumentSink {
    private final DocumentIndexer store =
        DocumentIndexer.metrics(connection, 30, DiskBudget.of(config), metrics);
    private final String metric;
    private final IntConsumer afterBatch;
    private int batches;

    /**
     * @param afterBatch gets the number of each batch once it is stored, from 1
     */
    Watched(String metric, IntConsumer afterBatch) {
      this.metric = "\"metric\":\"" + metric + "\"";
      this.afterBatch = afterBatch;
    }

    @Override
    public void write(List<Document> documents) throws StoreUnavailableException {
      store.write(documents);
      long of = documents.stream().filter(d -> text(d).contains(metric)).count();
      if (of > 0) {
        written.addAndGet(of);
        afterBatch.accept(++batches);
      }
    }

    private static String text(Document document) {
      return new String(document.json(), StandardCharsets.UTF_8);
    }

    @Override
    public void maintain(long nowMillis) throws StoreUnavailableException {
      store.maintain(nowMillis);
    }
  }

  @Test
  void aNodeThatStopsInTheMiddleOfAFlowHasEachPointOnceWhenItIsBack() throws Exception {
    CountDownLatch flowing = new CountDownLatch(2);
    send("stopped", 0, POINTS / 2);
    try (StoreWorker worker = start(new Watched("stopped", batch -> flowing.countDown()))) {
      assertThat(flowing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      TestNode.stop();
      try {
        send("stopped", POINTS / 2, POINTS - 100);
        await()
            .atMost(PATIENCE)
            .until(() -> worker.problem().orElse("").contains("metrics wait in Kafka"));
        assertThatThrownBy(() -> stored("stopped", 0))
            .isInstanceOf(MetricsUnavailableException.class);
      } finally {
        TestNode.startAgain();
      }
      send("stopped", POINTS - 100, POINTS);
      assertEachOnce("stopped");
      await().atMost(PATIENCE).until(() -> worker.problem().isEmpty());
    }
  }

  @Test
  void aWorkerThatDiesBetweenTheBulkAndTheCommitDoublesNothing() throws Exception {
    send("killed", 0, POINTS);
    IntConsumer killed =
        batch -> {
          if (batch == 2) {
            throw new InternalError("the process ends here");
          }
        };
    try (StoreWorker dying = start(new Watched("killed", killed))) {
      await()
          .atMost(PATIENCE)
          .dontCatchUncaughtExceptions()
          .until(() -> dying.failure().isPresent());
    }
    long before = written.get();
    awaitStored("killed", (int) before);
    assertThat(before).isLessThan(SERIES * POINTS);
    try (StoreWorker worker = start(new Watched("killed", batch -> {}))) {
      assertEachOnce("killed");
      await().atMost(PATIENCE).until(() -> worker.problem().isEmpty());
    }
    assertThat(written.get()).as("with what was not committed").isGreaterThan(SERIES * POINTS);
  }
}
