package io.stackstate.telemetry.elasticsearch;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Json;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.telemetry.TestNode;
import io.stackstate.telemetry.metric.LabelMatcher;
import io.stackstate.telemetry.metric.MetricReader;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.store.DiskBudget;
import io.stackstate.telemetry.store.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A store of metrics on the node of the tests, empty before each of them, and points that are
 * written to it. Whoever registers it is extended with {@link TestNode}, too.
 */
final class StoredPoints implements BeforeEachCallback, AfterEachCallback {
  static final DiskBudget BUDGET = DiskBudget.of(ConfigFactory.load());

  /** A full minute, so that buckets of a minute begin with it. */
  static final long NOW = System.currentTimeMillis() / 60_000 * 60_000;

  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final List<Document> unwritten = new ArrayList<>();
  final ElasticsearchConnection connection;
  final MetricStore store;
  private final MetricReader reader = new MetricReader(30);
  private final DocumentIndexer indexer;

  StoredPoints() {
    connection =
        new ElasticsearchConnection(
            ElasticsearchSettings.of(ConfigFactory.load()), TestNode::hosts);
    indexer = DocumentIndexer.metrics(connection, 30, BUDGET, metrics);
    store =
        ElasticsearchMetricStore.create(
            ConfigFactory.load(), TestNode::hosts, () -> Instant.ofEpochMilli(NOW));
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    TestNode.clear();
  }

  static LabelMatcher is(String label, String value) {
    return new LabelMatcher(label, LabelMatcher.Operator.EQUAL, value);
  }

  void point(String metric, String host, Map<String, String> tags, long time, double value)
      throws Exception {
    MultiMetric record =
        new MultiMetric("convertedMetric", host, "gauge", null, Map.of(metric, value), tags, time);
    reader.read(Json.mapper().writeValueAsBytes(record), NOW, unwritten::add);
  }

  /** All points so far, those that are written again included. */
  void write() throws Exception {
    indexer.write(unwritten);
    TestNode.refresh();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    connection.close();
    store.close();
  }
}
