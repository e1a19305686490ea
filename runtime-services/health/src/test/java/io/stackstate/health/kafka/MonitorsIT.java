package io.stackstate.health.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.health.HealthService;
import io.stackstate.health.Topology;
import io.stackstate.health.monitor.TelemetryEndpoint;
import io.stackstate.model.Topics;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.monitor.MonitorPublication;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunStatus;
import io.stackstate.model.monitor.MonitorStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health sheet, test cases 8 to 11, on Kafka: from a definition to the health of elements. */
class MonitorsIT {
  private static final long FUNCTION = 900;

  @TempDir static Path directory;
  private static TestKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = new TestKafka(directory);
    kafka.settings("MonitorFunction", FUNCTION, "elements", function());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  /** A state for each component whose name begins with the argument, and one for nobody. */
  private static String function() {
    String body =
        "log.debug('asked for {}', query); "
            + "Topology.query(query).components().then { all -> all.collect { "
            + "[id: it.name, state: 'CRITICAL', topologyIdentifier: it.identifiers[0]] } "
            + "+ (extra == null ? [] : [[id: extra, state: 'DEVIATING', "
            + "topologyIdentifier: extra]]) }";
    return """
        {"_type":"MonitorFunction","id":900,"name":"elements","parameters":[
         {"_type":"Parameter","id":901,"name":"query","type":"STRING","required":true},
         {"_type":"Parameter","id":902,"name":"extra","type":"STRING"}],
         "script":{"_type":"ScriptFunctionBody","scriptBody":"%s"}}
        """
        .formatted(body);
  }

  private static String monitor(long id, String status, String arguments) {
    return """
        {"_type":"Monitor","id":%d,"name":"m%d","function":900,"intervalSeconds":1,"status":"%s",
         "arguments":%s}
        """
        .formatted(id, id, status, arguments);
  }

  private static void apply(long id, String status, String arguments) throws Exception {
    kafka.settings("Monitor", id, "m" + id, monitor(id, status, arguments));
  }

  private static void healthIs(long element, HealthState state) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(kafka.health())
                    .hasEntrySatisfying(element, h -> assertThat(h.own()).isEqualTo(state)));
  }

  @Test
  void statesReachElementsUntilTheMonitorIsDisabled() throws Exception {
    kafka.commit(List.of(Topology.component(11), Topology.component(12)));
    apply(1, "ENABLED", "{\"query\":\"name = \\\"c11\\\"\",\"extra\":\"urn:13\"}");
    try (HealthService service = service()) {
      healthIs(11, HealthState.CRITICAL);
      assertThat(kafka.health().get(11L).checks())
          .singleElement()
          .satisfies(check -> assertThat(check.stream()).isEqualTo(MonitorStream.urn(1)));

      kafka.commit(List.of(Topology.component(13)));
      healthIs(13, HealthState.DEVIATING);

      apply(1, "ENABLED", "{\"query\":\"name = \\\"c12\\\"\"}");
      healthIs(12, HealthState.CRITICAL);
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKeys(11L, 13L));

      apply(1, "DISABLED", "{\"query\":\"name = \\\"c12\\\"\"}");
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKey(12L));
      assertThat(service.failure()).isEmpty();
    }
  }

  @Test
  void aFailedRunLeavesTheStatesAndIsReported() throws Exception {
    kafka.commit(List.of(Topology.component(21)));
    apply(2, "ENABLED", "{\"query\":\"name = \\\"c21\\\"\"}");
    try (HealthService service = service()) {
      healthIs(21, HealthState.CRITICAL);
      apply(2, "ENABLED", "{\"query\":\"name = (\"}");
      eventually().until(() -> status(2).lastFailureMillis() > 0);

      assertThat(status(2).errors().get(0).error()).contains("the STQL query is wrong");
      assertThat(kafka.health()).containsKey(21L);
      assertThat(service.ready()).isTrue();
    }
  }

  @Test
  void aDeletedMonitorIsClearedByTheNextProcess() throws Exception {
    kafka.commit(List.of(Topology.component(31)));
    apply(3, "ENABLED", "{\"query\":\"name = \\\"c31\\\"\"}");
    try (HealthService first = service()) {
      healthIs(31, HealthState.CRITICAL);
      assertThat(first.failure()).isEmpty();
    }
    kafka.settings("Monitor", 3, null, null);
    try (HealthService second = service()) {
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKey(31L));
      eventually()
          .untilAsserted(
              () ->
                  assertThat(kafka.newest(Topics.MONITOR_STATUS, MonitorRunStatus.class))
                      .doesNotContainKey("3"));
      assertThat(second.failure()).isEmpty();
    }
  }

  @Test
  void aDryRunIsAnswered() throws Exception {
    kafka.commit(List.of(Topology.component(41)));
    try (HealthService service = service()) {
      kafka.ask(
          new MonitorRunRequest(
              "c-1",
              monitor(4, "DISABLED", "{\"query\":\"name = \\\"c41\\\"\"}"),
              function(),
              true,
              System.currentTimeMillis() + 60_000));
      eventually().until(() -> results().containsKey("c-1"));

      assertThat(results().get("c-1").healthStates())
          .containsExactly(new MonitorRunResult.State("c41", "CRITICAL", "urn:41", null, null));
      assertThat(results().get("c-1").log())
          .containsExactly(new MonitorRunResult.LogLine("DEBUG", "asked for name = \"c41\""));
      assertThat(kafka.health()).doesNotContainKey(41L);
      assertThat(service.failure()).isEmpty();
    }
  }

  private static void publish(String correlation, boolean first, boolean last, String element)
      throws Exception {
    kafka.ask(
        new MonitorRunRequest(
            correlation,
            "{\"id\":5}",
            "{}",
            false,
            System.currentTimeMillis() + 60_000,
            new MonitorPublication(
                first,
                last,
                List.of(
                    new MonitorPublication.State(
                        element, "CRITICAL", "urn:" + element, null, null, Map.of())))));
    eventually().until(() -> results().containsKey(correlation));
    assertThat(results().get(correlation).error()).isNull();
  }

  @Test
  void aSnapshotThatOthersPublishMayGoOnInAnotherProcess() throws Exception {
    kafka.commit(List.of(Topology.component(51), Topology.component(52), Topology.component(53)));
    kafka.settings(
        "MonitorFunction",
        910,
        "external",
        "{\"id\":910,\"name\":\"external\",\"identifier\":\"%s\"}"
            .formatted(MonitorPublication.FUNCTION));
    kafka.settings(
        "Monitor",
        5,
        "m5",
        "{\"id\":5,\"name\":\"m5\",\"function\":910,\"intervalSeconds\":1,\"status\":\"ENABLED\"}");
    try (HealthService first = service()) {
      publish("p-1", true, true, "51");
      healthIs(51, HealthState.CRITICAL);
      publish("p-2", true, false, "52");
      healthIs(52, HealthState.CRITICAL);
      assertThat(kafka.health()).containsKey(51L);
      assertThat(first.failure()).isEmpty();
    }
    try (HealthService second = service()) {
      publish("p-3", false, true, "53");
      healthIs(53, HealthState.CRITICAL);
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKey(51L));
      assertThat(kafka.health()).containsKey(52L);
      assertThat(status(5).healthStates()).isEqualTo(2);
      assertThat(second.failure()).isEmpty();
    }
  }

  /** Metrics come from the API of another process, and states stay when it is away. */
  @Test
  void seriesOfAMetricQueryAreStatesOfElements() throws Exception {
    kafka.commit(List.of(Topology.component(61), Topology.component(62)));
    kafka.settings("MonitorFunction", 950, "above", metricFunction());
    try (TelemetryEndpoint endpoint = new TelemetryEndpoint();
        HealthService service = service(endpoint.config())) {
      endpoint.answers(
          200,
          "{'series':[{'groups':{'host':'61'},'points':[[1,95]]},"
              + "{'groups':{'host':'62'},'points':[[1,5]]}]}");
      kafka.settings("Monitor", 6, "m6", metricMonitor());
      healthIs(61, HealthState.CRITICAL);
      healthIs(62, HealthState.CLEAR);

      endpoint.answers(503, "{'errors':[{'message':'the store is away'}]}");
      eventually().until(() -> status(6).lastFailureMillis() > 0);
      assertThat(status(6).errors().get(0).error()).contains("answers 503: the store is away");
      assertThat(kafka.health().get(61L).own()).isEqualTo(HealthState.CRITICAL);
      assertThat(service.failure()).isEmpty();
    }
    kafka.settings("Monitor", 6, null, null);
  }

  private static String metricFunction() {
    String body =
        "metrics.map { [id: it.timeSeries.id.toIdentifierString(), "
            + "state: it.timeSeries.points[-1][1] > 90 ? 'CRITICAL' : 'CLEAR', "
            + "topologyIdentifier: StringTemplate.runForTimeSeriesId('urn:${host}', "
            + "it.timeSeries.id)] }";
    return """
        {"_type":"MonitorFunction","id":950,"name":"above","parameters":[
         {"_type":"Parameter","id":951,"name":"metrics","type":"SCRIPT_METRIC_QUERY","required":true}],
         "script":{"_type":"ScriptFunctionBody","scriptBody":"%s"}}
        """
        .formatted(body);
  }

  private static String metricMonitor() {
    return """
        {"_type":"Monitor","id":6,"name":"m6","function":950,"intervalSeconds":1,"status":"ENABLED","arguments":[
         {"_type":"ArgumentScriptMetricQueryVal","parameter":951,"script":
          "Telemetry.query('StackState Metrics', '').metricField('cpu').groupBy('host').aggregation('mean', '1m').start('-5m')"}]}
        """;
  }

  private static MonitorRunStatus status(long id) throws Exception {
    return kafka
        .newest(Topics.MONITOR_STATUS, MonitorRunStatus.class)
        .getOrDefault(Long.toString(id), MonitorRunStatus.none(id));
  }

  private static Map<String, MonitorRunResult> results() throws Exception {
    return kafka.newest(Topics.MONITOR_RESULTS, MonitorRunResult.class);
  }

  private static HealthService service() {
    return service(ConfigFactory.load());
  }

  private static HealthService service(Config config) {
    HealthService service = HealthService.create(config, kafka.config(), new SimpleMeterRegistry());
    service.start();
    eventually().until(service::ready);
    return service;
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(4));
  }
}
