package io.stackstate.telemetry.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.metric.MetricPoint;
import io.stackstate.model.metric.MetricQuery;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.TelemetryService;
import io.stackstate.telemetry.TestNode;
import io.stackstate.telemetry.event.EventFilter;
import io.stackstate.telemetry.event.EventsUnavailableException;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.telemetry.metric.MetricsUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestNode.class, TestBroker.class})
class TelemetryServiceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long NOW = System.currentTimeMillis();

  private SimpleMeterRegistry metrics;
  private final AtomicReference<List<URI>> address = new AtomicReference<>();
  private Sender sender;
  private TelemetryService service;
  private EventStore store;
  private MetricStore points;

  @BeforeEach
  void open() throws Exception {
    TestNode.clear();
    address.set(TestNode.hosts());
    sender = new Sender();
    store = EventStore.create(ConfigFactory.load(), TestNode::hosts);
    points = MetricStore.create(ConfigFactory.load(), TestNode::hosts);
    service = start();
  }

  @AfterEach
  void close() {
    service.close();
    store.close();
    points.close();
    sender.close();
  }

  private TelemetryService start() {
    return start("telemetry-metrics");
  }

  private TelemetryService start(String metricGroup) {
    metrics = new SimpleMeterRegistry();
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "stackstate.telemetry.metrics.groupId", metricGroup,
                    "stackstate.telemetry.pollInterval", "50ms",
                    "stackstate.telemetry.maxBackoff", "500ms"))
            .withFallback(ConfigFactory.load());
    TelemetryService started =
        TelemetryService.create(config, address::get, TestBroker.kafka(), metrics);
    started.start();
    return started;
  }

  private static TopologyEvent event(String id) {
    return new TopologyEvent(
        id,
        "Changes",
        "n",
        "t",
        "T",
        List.of(),
        "{}",
        "s",
        null,
        List.of("urn:1"),
        List.of(),
        "h",
        null,
        null,
        NOW,
        List.of());
  }

  /** An index that was just made cannot be searched before its shard is up. */
  private void awaitStored(int count) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(EventsUnavailableException.class)
        .until(() -> stored().size() == count);
  }

  private List<String> stored() throws Exception {
    TestNode.refresh();
    return store.find(EventFilter.between(0, NOW), Optional.empty(), 1000).items().stream()
        .map(StoredEvent::id)
        .toList();
  }

  @Test
  void eventsOfCommittedTransactionsAreStoredAndOthersAreNot() throws Exception {
    sender.abort(Topics.TOPOLOGY_EVENTS, event("aborted"));
    sender.send(Topics.TOPOLOGY_EVENTS, event("c1"), "no event", event("c2"));

    awaitStored(2);
    assertThat(stored()).containsExactly("c2", "c1");
    await().atMost(PATIENCE).until(service::ready);
    assertThat(metrics.counter("stackstate.telemetry.events.unreadable").count()).isEqualTo(1);
  }

  @Test
  void anEventWithoutContextIsALogAndNotListed() throws Exception {
    GenericEvent log =
        new GenericEvent("g1", "n", "", "up", "hello", "h", Map.of(), null, null, null, NOW);
    sender.send(Topics.GENERIC_EVENTS, log);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              TestNode.refresh();
              return TestNode.request("GET", "/sts_generic_events/_search?q=message:hello", "")
                  .body()
                  .contains("\"_id\":\"g1\"");
            });
    assertThat(stored()).isEmpty();
  }

  @Test
  void eventsWaitInKafkaWhileTheStoreIsAway() throws Exception {
    await().atMost(PATIENCE).until(service::ready);
    address.set(List.of(URI.create("http://127.0.0.1:1")));
    sender.send(Topics.TOPOLOGY_EVENTS, event("w1"), event("w2"));
    await().atMost(PATIENCE).until(() -> !service.ready());
    assertThat(service.reason()).contains("does not answer").contains("wait in Kafka");
    assertThat(service.failure()).isEmpty();

    service.close();
    service = start();
    sender.send(Topics.TOPOLOGY_EVENTS, event("w3"));
    await()
        .atMost(PATIENCE)
        .until(() -> metrics.get("stackstate.telemetry.events.lag").gauge().value() > 0);
    assertThat(stored()).isEmpty();

    address.set(TestNode.hosts());
    awaitStored(3);
    assertThat(stored()).containsExactly("w3", "w2", "w1");
    await().atMost(PATIENCE).until(service::ready);
  }

  private static MultiMetric point(String metric, long time) {
    Map<String, Double> values = Map.of(metric, 1.0, metric + ".more", 2.0);
    return new MultiMetric("n", "h", "gauge", null, values, Map.of("i", "" + time % 7), time);
  }

  private void sendPoints(String metric, int from, int to) throws Exception {
    List<MultiMetric> sent = new ArrayList<>();
    for (int i = from; i < to; i++) {
      sent.add(point(metric, NOW - i));
    }
    sender.send(Topics.MULTI_METRICS, sent.toArray());
  }

  private List<Long> storedPoints(String metric) throws Exception {
    TestNode.refresh();
    MetricQuery all = MetricQuery.points(List.of(), metric, 0, NOW + 60_000);
    return points.query(all).get(0).points().stream().map(MetricPoint::timeMillis).toList();
  }

  private void awaitPoints(String metric, int count) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(MetricsUnavailableException.class)
        .until(() -> storedPoints(metric).size() == count);
  }

  private double count(String name) {
    return metrics.counter("stackstate.telemetry.metrics." + name).count();
  }

  @Test
  void aPointIsStoredOnceHoweverOftenItIsRead() throws Exception {
    sendPoints("once", 0, 1_000);
    awaitPoints("once", 1_000);
    service.close();
    service = start("another group");
    sendPoints("once", 500, 1_500);
    awaitPoints("once", 1_500);
    awaitPoints("once.more", 1_500);
    await().atMost(PATIENCE).until(() -> count("stored") >= 4_000);
    assertThat(storedPoints("once")).doesNotHaveDuplicates().hasSize(1_500);
    assertThat(count("refused")).isZero();
  }

  @Test
  void metricsWaitInKafkaWhileTheStoreIsAwayAndNoneIsLostOrDoubled() throws Exception {
    await().atMost(PATIENCE).until(service::ready);
    sendPoints("away", 0, 100);
    awaitPoints("away", 100);
    address.set(List.of(URI.create("http://127.0.0.1:1")));
    sendPoints("away", 100, 300);
    await().atMost(PATIENCE).until(() -> service.reason().contains("metrics wait in Kafka"));
    service.close();
    service = start();
    sendPoints("away", 300, 400);
    await()
        .atMost(PATIENCE)
        .until(() -> metrics.get("stackstate.telemetry.metrics.lag").gauge().value() > 0);
    address.set(TestNode.hosts());
    awaitPoints("away", 400);
    assertThat(storedPoints("away")).doesNotHaveDuplicates();
    await().atMost(PATIENCE).until(service::ready);
  }

  @Test
  void pointsThatCannotBeStoredAreCountedAndHarmNoOther() throws Exception {
    sender.send(
        Topics.MULTI_METRICS,
        point("timely", NOW + Duration.ofDays(1).toMillis()),
        point("timely", NOW - Duration.ofDays(31).toMillis()),
        "no metric",
        point("timely", NOW));
    awaitPoints("timely", 1);
    assertThat(storedPoints("timely")).containsExactly(NOW);
    assertThat(count("ahead")).isEqualTo(2);
    assertThat(count("outdated")).isEqualTo(2);
    assertThat(count("unreadable")).isEqualTo(1);
  }
}
