package io.stackstate.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.MultiMetric;
import io.stackstate.model.intake.StateEvent;
import io.stackstate.model.intake.TopologyEvent;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Metrics, events and service checks: test cases of the intake sheet, section 19. */
@ExtendWith(KafkaUnderTest.Shared.class)
class TelemetryIntakeIT {
  private static RunningReceiver receiver;

  @BeforeAll
  static void start() {
    receiver = RunningReceiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void aMetricKeepsItsHostValueAndTags() {
    receiver.accept(
        """
        {"internalHostname":"sender","metrics":[["cpu",1690000000,1.5,
          {"hostname":"metric-1","type":"gauge","tags":["a:b:c","plain","twice:1","twice:2"]}]]}""");
    assertThat(metricsOf("metric-1"))
        .containsExactly(
            new MultiMetric(
                "convertedMetric",
                "metric-1",
                "gauge",
                null,
                Map.of("cpu", 1.5),
                Map.of("a", "b:c", "plain", "", "twice", "2"),
                1_690_000_000_000L));
    assertThat(records(Topics.MULTI_METRICS, r -> "metric-1".equals(r.key()))).hasSize(1);
  }

  @Test
  void metricsThatCannotBeStoredAreSkippedAndReported() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/intake",
            """
            {"internalHostname":"metric-2","metrics":[["timestamp.x",1690000000,1,{}],
              ["three",1690000000,1],["good",1690000000,3,{}],["nan",1690000000,NaN,{}],
              ["hosted",1690000000,4,{"type":"strange"}]]}""");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"rejected\":3")
        .contains("metrics[0]")
        .contains("metrics[1]")
        .contains("metrics[3]");
    assertThat(metricsOf("metric-2"))
        .extracting(MultiMetric::values, MultiMetric::type)
        .containsExactly(tuple(Map.of("good", 3.0), "gauge"), tuple(Map.of("hosted", 4.0), "raw"));
  }

  @Test
  void timesMayBeSecondsMillisecondsOrFractions() {
    receiver.accept(
        """
        {"internalHostname":"metric-3","metrics":[["a",1690000000,1,{}],["b",1690000000000,1,{}],
          ["c",1690000000.25,1,{}],["d","1690000000",1,{}]]}""");
    assertThat(metricsOf("metric-3"))
        .extracting(MultiMetric::timestamp)
        .containsExactly(
            1_690_000_000_000L, 1_690_000_000_000L, 1_690_000_000_250L, 1_690_000_000_000L);
  }

  @Test
  void eachPointOfASeriesIsAMetric() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/api/v1/series",
            """
            {"series":[{"points":[[1690000000,812.0],[1690000015,813]],"metric":"system.disk.used",
              "tags":null,"host":"series-1","device":"/dev/sda1","type":"rate","interval":15}]}""");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(metricsOf("series-1"))
        .extracting(MultiMetric::values, MultiMetric::tags, MultiMetric::interval)
        .containsExactly(
            tuple(Map.of("system.disk.used", 812.0), Map.of("device", "/dev/sda1"), 15L),
            tuple(Map.of("system.disk.used", 813.0), Map.of("device", "/dev/sda1"), 15L));
  }

  @Test
  void anEventWithAContextIsATopologyEventOnly() {
    receiver.accept(
        """
        {"internalHostname":"event-1","events":{"deploy":[{"event_type":"DeploymentFinishedEvent",
          "msg_title":"rolled out","msg_text":"3 of 3","timestamp":1690000050,
          "source_type_name":"deploy","host":"event-1","tags":["team:shop"],"context":{
            "category":"my_category","source":"ci","source_identifier":"run-8812",
            "element_identifiers":["urn:service:/cart"],
            "source_links":[{"title":"Run","url":"https://ci.example.org/8812"}],
            "data":{"version": "1.4"}}}]}}""");
    assertThat(topologyEventsOf("event-1"))
        .singleElement()
        .satisfies(
            e ->
                assertThat(e)
                    .usingRecursiveComparison()
                    .ignoringFields("id")
                    .isEqualTo(
                        new TopologyEvent(
                            null,
                            "my_category",
                            "rolled out",
                            "3 of 3",
                            "DeploymentFinishedEvent",
                            List.of("team:shop"),
                            "{\"version\":\"1.4\"}",
                            "ci",
                            "run-8812",
                            List.of("urn:service:/cart"),
                            List.of(
                                new TopologyEvent.SourceLink("Run", "https://ci.example.org/8812")),
                            "event-1",
                            "deploy",
                            null,
                            1_690_000_050_000L,
                            List.of())));
    assertThat(genericEventsOf("event-1")).isEmpty();
    assertThat(records(Topics.TOPOLOGY_EVENTS, r -> r.value().contains("event-1")))
        .singleElement()
        .satisfies(
            r ->
                assertThat(r.value())
                    .contains(
                        "\"source_identifier\"", "\"element_identifiers\"", "\"source_links\""));
  }

  @Test
  void listsOfAContextMayBeNull() {
    receiver.accept(
        """
        {"internalHostname":"event-2","events":{"k":[{"context":{"element_identifiers":null,
          "source_links":null,"data":null}}]}}""");
    assertThat(topologyEventsOf("event-2"))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.elementIdentifiers()).isEmpty();
              assertThat(e.sourceLinks()).isEmpty();
              assertThat(e.category()).isEqualTo("Others");
              assertThat(e.data()).isEqualTo("{}");
            });
  }

  @Test
  void eventsBelowAReservedKeyAreRefusedAndTheOthersTaken() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/intake",
            """
            {"internalHostname":"event-5","events":{
              "host.x":[{"msg_title":"a"},{"context":{"source":"s"}}],"title":[{"msg_title":"b"}],
              "hostile":[{"msg_title":"c"}],"messages":[{"context":{"source":"s"}}]}}""");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"rejected\":3", "must not begin with the reserved word host");
    assertThat(genericEventsOf("event-5"))
        .extracting(GenericEvent::name)
        .containsExactly("hostile");
    assertThat(topologyEventsOf("event-5"))
        .extracting(TopologyEvent::type)
        .containsExactly("messages");
  }

  @Test
  void anEventWithoutATimeThatIsOneIsRefused() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/intake",
            """
            {"internalHostname":"event-6","events":{"k":[
              {"timestamp":-1,"context":{"source":"s"}},{"timestamp":"soon"},{"timestamp":1e20},
              {"timestamp":1690000000123,"context":{"source":"s"}}]}}""");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"rejected\":3", "events.k[0].timestamp");
    assertThat(topologyEventsOf("event-6"))
        .extracting(TopologyEvent::timestamp)
        .containsExactly(1_690_000_000_123L);
  }

  @Test
  void aTopologyEventWithoutATypeHasThatOfItsSourceAndBothNamesOfOpenShift() {
    receiver.accept(
        """
        {"internalHostname":"event-7","events":{"api":[{"source_type_name":"openshift",
          "context":{"element_identifiers":["urn:openshift:/prod:shop:pod/a","urn:host:/b",
            "urn:kubernetes:/prod:shop:pod/a"]}}]}}""");
    assertThat(topologyEventsOf("event-7"))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.type()).isEqualTo("openshift");
              assertThat(e.elementIdentifiers())
                  .containsExactly(
                      "urn:openshift:/prod:shop:pod/a",
                      "urn:kubernetes:/prod:shop:pod/a",
                      "urn:host:/b");
            });
  }

  @Test
  void theStartOfAnAgentIsAGenericEventWithAnEmptyTitle() {
    receiver.accept(
        """
        {"apiKey":"","internalHostname":"event-3","collection_timestamp":1690000000.5,"events":{
          "System":[{"event_type":"Agent Startup","msg_title":"","msg_text":"Version 2.19",
                     "host":"","priority":"low","alert_type":"info"}],
          "HTTP_TIMEOUT":[{"source_type_name":"HTTP_TIMEOUT","msg_text":"x","tags":["a:1"]}],
          "service-check":[{"event_type":"service-check","source_type_name":"service-check",
                            "aggregation_key":"db","tags":["status:OK"]}],
          "none":null}}""");
    List<GenericEvent> events = genericEventsOf("event-3");
    assertThat(events)
        .extracting(GenericEvent::name, GenericEvent::eventType, GenericEvent::tags)
        .containsExactly(
            tuple("System.Agent Startup", "Agent Startup", Map.of()),
            tuple(
                "HTTP_TIMEOUT",
                "HTTP_TIMEOUT",
                Map.of("a", "1", "source_type_name", "HTTP_TIMEOUT")),
            tuple(
                "service-check.service-check",
                "service-check",
                Map.of("status", "OK", "source_type_name", "service-check")));
    assertThat(events)
        .allSatisfy(e -> assertThat(e.timestamp()).isEqualTo(1_690_000_000_500L))
        .allSatisfy(e -> assertThat(e.title()).isEmpty());
  }

  @Test
  void theSameMessageTwiceHasTheSameIds() {
    String message =
        """
        {"internalHostname":"event-4","collection_timestamp":1690000000,"events":{
          "a":[{"msg_title":"t"},{"msg_title":"u"}],
          "b":[{"msg_title":"t","context":{"source":"s"}}]},
          "service_checks":[{"check":"c","status":0}]}""";
    receiver.accept(message);
    receiver.accept(message);
    assertThat(genericEventsOf("event-4"))
        .hasSize(4)
        .extracting(GenericEvent::id)
        .satisfies(ids -> assertThat(ids.subList(0, 2)).isEqualTo(ids.subList(2, 4)))
        .satisfies(ids -> assertThat(ids.get(0)).isNotEqualTo(ids.get(1)));
    assertThat(topologyEventsOf("event-4"))
        .extracting(TopologyEvent::id)
        .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)));
    assertThat(stateEventsOf("event-4"))
        .extracting(StateEvent::id)
        .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)));
  }

  @Test
  void aCheckRunBecomesStateEvents() {
    HttpResponse<String> response =
        receiver.post(
            "/stsAgent/api/v1/check_run",
            """
            [{"check":"db.can_connect","host_name":"state-1","timestamp":1690000000,"status":2,
              "message":"down","tags":["db:orders"]},{"check":"x","status":7},{"status":1}]""");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"rejected\":2", "[1].status", "[2].check");
    assertThat(stateEventsOf("state-1"))
        .singleElement()
        .satisfies(
            e ->
                assertThat(e)
                    .usingRecursiveComparison()
                    .ignoringFields("id")
                    .isEqualTo(
                        new StateEvent(
                            null,
                            "db.can_connect",
                            "state-1",
                            2,
                            "down",
                            Map.of("db", "orders"),
                            1_690_000_000_000L)));
  }

  @Test
  void ofAnAgentV1BodyTheKnownPartsAreStoredAndTheRestIgnored() {
    receiver.accept(
        """
        {"os":"linux","python":"2.7","agentVersion":"1.14","apiKey":"","uuid":"u",
          "collection_timestamp":1690000000.123,"memPhysTotal":7,"cpuUser":1.5,"load1":0.1,
          "gohai":"{}","resources":{"processes":{"snaps":[[1,2]]}},"processes":[],"meta":{},
          "host-tags":{},"external_host_tags":[],"systemStats":{},"agent_checks":[["a",1]],
          "ioStats":{"sda":{"r/s":"0"}},"internalHostname":"v1",
          "events":{"System":[{"api_key":"","host":"v1","timestamp":1690000000,
                               "event_type":"Agent Startup","msg_text":"Version 1"}]},
          "metrics":[["m",1690000000,1,{"hostname":"v1","type":"gauge","device_name":"sda"}]],
          "service_checks":[{"id":1,"check":"c","host_name":"v1","timestamp":1690000000.5,
                             "status":0,"tags":null,"message":null}],
          "topologies":[]}""");
    assertThat(genericEventsOf("v1")).hasSize(1);
    assertThat(metricsOf("v1"))
        .extracting(MultiMetric::tags)
        .containsExactly(Map.of("device", "sda"));
    assertThat(stateEventsOf("v1")).hasSize(1);
  }

  private static List<MultiMetric> metricsOf(String host) {
    return values(Topics.MULTI_METRICS, MultiMetric.class, m -> m.host().equals(host));
  }

  private static List<GenericEvent> genericEventsOf(String host) {
    return values(Topics.GENERIC_EVENTS, GenericEvent.class, e -> e.host().equals(host));
  }

  private static List<TopologyEvent> topologyEventsOf(String host) {
    return values(Topics.TOPOLOGY_EVENTS, TopologyEvent.class, e -> e.host().equals(host));
  }

  private static List<StateEvent> stateEventsOf(String host) {
    return values(Topics.STATE_EVENTS, StateEvent.class, e -> e.host().equals(host));
  }

  private static <T> List<T> values(String topic, Class<T> type, Predicate<T> wanted) {
    return records(topic, r -> true).stream().map(r -> value(r, type)).filter(wanted).toList();
  }

  private static List<ConsumerRecord<String, String>> records(
      String topic, Predicate<ConsumerRecord<String, String>> wanted) {
    return KafkaUnderTest.shared().read(topic).stream().filter(wanted).toList();
  }

  private static <T> T value(ConsumerRecord<String, String> record, Class<T> type) {
    try {
      return Json.mapper().readValue(record.value(), type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(record.value(), e);
    }
  }
}
