package io.stackstate.health.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.functions.ParameterType;
import io.stackstate.health.HealthService;
import io.stackstate.health.Topology;
import io.stackstate.health.function.Nodes;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Check;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.TelemetryStream;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.intake.TopologyEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that come with components, with the topics of the receiver. */
class ChecksIT {
  private static final int KILLS = 4;
  private static final int FIRST = 1_000;
  private static final int COMPONENTS = 20;
  private static final int FIRST_ANOMALOUS = 2_000;
  private static final int ANOMALOUS = 5;
  private static final String[] STATES = {"CLEAR", "DEVIATING", "CRITICAL"};
  private static final double[] VALUES = {1, 5, 9};

  @TempDir static Path directory;
  private static TestKafka kafka;
  private static CheckFeed feed;

  @BeforeAll
  static void start() throws Exception {
    kafka = new TestKafka(directory);
    feed = new CheckFeed(kafka);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  /** The states of the checks of a component, by their names. */
  private static Map<String, HealthState> checks(Health health) {
    Map<String, HealthState> states = new TreeMap<>();
    if (health != null) {
      for (BoundCheckState check : health.checks()) {
        states.put(check.name(), check.health());
      }
    }
    return states;
  }

  @Test
  void dataMayComeBeforeTheComponentAndStatesOutliveARestart() throws Exception {
    try (HealthService service = service()) {
      feed.load(1, 9);
      feed.event(1, "deviating");
      feed.load(2, 1);
      kafka.commit(List.of(CheckFeed.component(2)));
      eventually()
          .untilAsserted(
              () ->
                  assertThat(checks(kafka.health().get(2L)))
                      .containsEntry("load", HealthState.CLEAR)
                      .containsEntry("state", HealthState.UNKNOWN));
      kafka.commit(List.of(CheckFeed.component(1)));
      eventually()
          .untilAsserted(
              () ->
                  assertThat(checks(kafka.health().get(1L)))
                      .containsEntry("load", HealthState.CRITICAL)
                      .containsEntry("state", HealthState.DEVIATING));
      assertThat(kafka.health().get(1L).own()).isEqualTo(HealthState.CRITICAL);
      assertThat(service.failure()).isEmpty();
    }
    long records = kafka.healthRecords();
    try (HealthService service = service()) {
      feed.load(2, 5);
      eventually()
          .untilAsserted(
              () -> assertThat(kafka.health().get(2L).own()).isEqualTo(HealthState.DEVIATING));
      assertThat(kafka.healthRecords()).isEqualTo(records + 1);

      kafka.commit(List.of(Topology.component(1), Topology.gone(Aspect.COMPONENT, 2)));
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKeys(1L, 2L));
      assertThat(service.failure()).isEmpty();
    }
  }

  @Test
  void aCheckOfATemplateCallsItsFunction() throws Exception {
    long function = 5_000;
    String script = "metrics[-1].point > 5 ? [healthState: FLAPPING, shortMessage: 'high'] : CLEAR";
    kafka.settings("CheckFunction", Nodes.check(function, script, "metrics", "METRIC_STREAM"));
    kafka.commit(
        List.of(
            Topology.withTelemetry(
                3,
                new TelemetryStream(
                    31,
                    "MetricStream",
                    "Load",
                    """
                    {"query":{"metricField":"load","conditions":[{"key":"tags.id","value":"3"}]}}"""),
                new Check(
                    32,
                    "high load",
                    """
                    {"function":5000,"arguments":[
                     {"_type":"ArgumentMetricStreamRef","parameter":5001,"stream":31}]}"""))));
    try (HealthService service = service()) {
      feed.load(3, 9);
      eventually()
          .untilAsserted(
              () ->
                  assertThat(checks(kafka.health().get(3L)))
                      .containsEntry("high load", HealthState.FLAPPING));
      kafka.settings("CheckFunction", Nodes.check(function, "CLEAR", "metrics", "METRIC_STREAM"));
      eventually()
          .untilAsserted(
              () ->
                  assertThat(checks(kafka.health().get(3L)))
                      .containsEntry("high load", HealthState.CLEAR));
      assertThat(service.failure()).isEmpty();
    }
  }

  @Test
  void whatPeopleMadeIsCheckedWhileItsElementIsThereAndAnomaliesStand() throws Exception {
    long function = 5_100;
    kafka.settings(
        "CheckFunction",
        Nodes.check(
            function, "metrics[-1].point > 5 ? CRITICAL : CLEAR", "metrics", "METRIC_STREAM"));
    try (HealthService service = service()) {
      kafka.settings(
          "CheckFunction",
          Nodes.check(
              5_300,
              "[healthState: DEVIATING, expiration: [duration: 3600000, expireTo: UNKNOWN]]",
              "event",
              ParameterType.STS_EVENT_STREAM.name()));
      kafka.commit(List.of(CheckFeed.withAnomalyCheck(6, 5_300)));
      feed.publish(CheckFeed.made(4, function));
      kafka.commit(List.of(Topology.component(4)));
      feed.load(4, 9);
      awaitChecks(4, Map.of("by hand", HealthState.CRITICAL));
      kafka.commit(List.of(Topology.gone(Aspect.COMPONENT, 4)));
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKey(4L));
      feed.anomaly(6, "HIGH");
      awaitChecks(6, Map.of("anomaly", HealthState.DEVIATING));
      assertThat(service.failure()).isEmpty();
    }
    BoundCheckState said = kafka.health().get(6L).checks().get(0);
    try (HealthService service = service()) {
      kafka.commit(List.of(Topology.component(4)));
      feed.load(4, 9);
      awaitChecks(4, Map.of("by hand", HealthState.CRITICAL));
      assertThat(kafka.health().get(6L).checks())
          .as("what was said of an anomaly stands, and ends when it was to end")
          .containsExactly(said);
      kafka.settings(ElementTelemetry.NODE_TYPE, ElementTelemetry.nodeId(4), null, null);
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKey(4L));
      assertThat(service.failure()).isEmpty();
    }
  }

  private static void awaitChecks(long id, Map<String, HealthState> states) {
    eventually().untilAsserted(() -> assertThat(checks(kafka.health().get(id))).isEqualTo(states));
  }

  /**
   * The process is killed while points, events and anomalies flow. Afterwards each check says what
   * the last of them says, and the events that tell of changes follow one upon the other.
   */
  @Test
  void aKilledProcessLosesNothing(@TempDir Path logs) throws Exception {
    Random random = new Random(11);
    Map<Long, Map<String, HealthState>> last = new TreeMap<>();
    List<Change> components = new ArrayList<>();
    for (long id = FIRST; id < FIRST + COMPONENTS; id++) {
      components.add(CheckFeed.component(id));
      last.put(
          id, new TreeMap<>(Map.of("load", HealthState.UNKNOWN, "state", HealthState.UNKNOWN)));
    }
    kafka.settings(
        "CheckFunction",
        Nodes.check(
            5_200,
            "healthStates[event.data.severity]",
            "event",
            ParameterType.STS_EVENT_STREAM.name()));
    for (long id = FIRST_ANOMALOUS; id < FIRST_ANOMALOUS + ANOMALOUS; id++) {
      components.add(CheckFeed.withAnomalyCheck(id, 5_200));
      last.put(id, new TreeMap<>(Map.of("anomaly", HealthState.UNKNOWN)));
    }
    kafka.commit(components);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = KillIT.launch(kafka, logs.resolve("out-" + kill + ".log"));
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500 + random.nextInt(1_500));
      do {
        feed(random, last);
      } while (!process.waitFor(5, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
      assertThat(process.isAlive()).isTrue();
      process.destroyForcibly().waitFor();
    }
    Process process = KillIT.launch(kafka, logs.resolve("out-last.log"));
    try {
      eventually()
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                Map<Long, Map<String, HealthState>> found = new TreeMap<>();
                Map<Long, Health> health = kafka.health();
                last.keySet().forEach(id -> found.put(id, checks(health.get(id))));
                assertThat(found).isEqualTo(last);
              });
      assertToldWithoutGap(last);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void feed(Random random, Map<Long, Map<String, HealthState>> last)
      throws IOException {
    long id = FIRST + random.nextInt(COMPONENTS);
    int state = random.nextInt(STATES.length);
    HealthState health = HealthState.valueOf(STATES[state]);
    if (random.nextInt(4) == 0) {
      long anomalous = FIRST_ANOMALOUS + random.nextInt(ANOMALOUS);
      feed.anomaly(anomalous, STATES[state]);
      last.get(anomalous).put("anomaly", health);
    }
    if (random.nextBoolean()) {
      feed.load(id, VALUES[state]);
      last.get(id).put("load", health);
    } else {
      feed.event(id, STATES[state]);
      last.get(id).put("state", health);
    }
  }

  private static void assertToldWithoutGap(Map<Long, Map<String, HealthState>> last)
      throws IOException {
    Map<Long, HealthState> told = new TreeMap<>();
    for (TopologyEvent event : kafka.events()) {
      if (event.type().equals(EventTypes.HEALTH_STATE_CHANGED)) {
        HealthStateChange change = Json.mapper().readValue(event.data(), HealthStateChange.class);
        if (last.containsKey(change.elementId())) {
          HealthState before = told.put(change.elementId(), change.newValue());
          assertThat(change.oldValue())
              .isEqualTo(before == null ? HealthState.UNKNOWN : before)
              .isNotEqualTo(change.newValue());
        }
      }
    }
    last.forEach(
        (id, states) -> {
          HealthState worst = states.values().stream().max(HealthState::compareTo).orElseThrow();
          assertThat(told.getOrDefault(id, HealthState.UNKNOWN)).isEqualTo(worst);
        });
  }

  private static HealthService service() {
    Config config = ConfigFactory.load();
    HealthService service = HealthService.create(config, kafka.config(), new SimpleMeterRegistry());
    service.start();
    eventually().until(service::ready);
    return service;
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(4));
  }
}
