package io.stackstate.health.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.health.HealthService;
import io.stackstate.health.Topology;
import io.stackstate.health.function.Nodes;
import io.stackstate.model.Json;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.IntakeCheckState;
import io.stackstate.model.intake.HealthPayload.SubStreamStart;
import io.stackstate.model.intake.HealthPayload.SubStreamStop;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.settings.SettingsNodeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthServiceIT {
  @TempDir static Path directory;
  private static TestKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = new TestKafka(directory);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void statesReachElementsAndGoWithTheirStream() throws Exception {
    String urn = "urn:health:it:a%3Ab";
    kafka.commit(List.of(Topology.component(1)));
    try (HealthService service = service()) {
      send(urn, "c1", "CRITICAL", "urn:1");
      eventually()
          .untilAsserted(
              () ->
                  assertThat(kafka.health())
                      .hasEntrySatisfying(
                          1L, h -> assertThat(h.own()).isEqualTo(HealthState.CRITICAL)));
      assertThat(kafka.health().get(1L).checks())
          .singleElement()
          .satisfies(check -> assertThat(check.stream()).isEqualTo(urn));
      assertThat(kafka.stored())
          .contains(
              HealthKey.stream(urn),
              HealthKey.subStream(urn, "s 1"),
              new HealthKey(urn, "s 1", "c1"));

      kafka.request(new HealthStreamRequest(urn, System.currentTimeMillis(), 0));
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKey(1L));
      eventually()
          .untilAsserted(() -> assertThat(kafka.stored()).noneMatch(k -> k.urn().equals(urn)));
      assertThat(service.failure()).isEmpty();
    }
  }

  @Test
  void aRepetitionWritesNothingToTheLog() throws Exception {
    String urn = "urn:health:it:repeat";
    kafka.commit(List.of(Topology.component(2), Topology.component(3)));
    try (HealthService service = service()) {
      send(urn, "c2", "DEVIATING", "urn:2");
      eventually().untilAsserted(() -> assertThat(kafka.health()).containsKey(2L));
      long before = kafka.healthRecords();

      send(urn, "c2", "DEVIATING", "urn:2");
      send("urn:health:it:marker", "c3", "CLEAR", "urn:3");
      eventually().untilAsserted(() -> assertThat(kafka.health()).containsKey(3L));

      assertThat(kafka.healthRecords()).isEqualTo(before + 1);
      assertThat(service.ready()).isTrue();
    }
  }

  @Test
  void functionsAndViewsFollowTheSettings() throws Exception {
    kafka.settings("PropagationFunction", Nodes.propagation(7, "DEVIATING"));
    kafka.settings(
        "ViewHealthStateConfigurationFunction",
        Nodes.viewHealth(8, Nodes.script("Minimum propagated health states")));
    kafka.settings("QueryView", view(9, "name = \"c51\""));
    kafka.commit(List.of(Topology.component(51, 7L), Topology.component(52)));
    try (HealthService service = service()) {
      eventually()
          .untilAsserted(() -> assertThat(kafka.viewHealth(9)).isEqualTo(HealthState.DEVIATING));
      assertThat(kafka.health().get(51L).propagated()).isEqualTo(HealthState.DEVIATING);

      kafka.settings("PropagationFunction", Nodes.propagation(7, "CRITICAL"));
      eventually()
          .untilAsserted(() -> assertThat(kafka.viewHealth(9)).isEqualTo(HealthState.CRITICAL));

      kafka.settings("QueryView", view(9, "name = \"c52\""));
      eventually()
          .untilAsserted(() -> assertThat(kafka.viewHealth(9)).isEqualTo(HealthState.CLEAR));
      assertThat(kafka.events())
          .filteredOn(event -> event.type().equals(EventTypes.VIEW_HEALTH_STATE_CHANGED))
          .hasSize(3);
      assertThat(service.failure()).isEmpty();
    }
  }

  private static SettingsNodeName view(long id, String query) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("query", query);
    ObjectNode health = node.putObject("viewHealthStateConfiguration");
    health.put("enabled", true).put("function", 8);
    for (long parameter : new long[] {Nodes.MIN_CRITICAL, Nodes.MIN_DEVIATING}) {
      health.withArray("arguments").addObject().put("parameter", parameter).put("value", 1);
    }
    return new SettingsNodeName(id, "urn:view", "v", null, List.of(), node.toString());
  }

  @Test
  void aSecondInstanceTakesOver() throws Exception {
    try (HealthService first = service();
        HealthService second = service()) {
      kafka.commit(List.of(Topology.component(4)));
      send("urn:health:it:fence", "c4", "CRITICAL", "urn:4");

      eventually().untilAsserted(() -> assertThat(kafka.health()).containsKey(4L));
      eventually().until(() -> first.failure().isPresent());
      assertThat(second.failure()).isEmpty();
    }
  }

  /** Test case 26 of the health sheet, section 15: amid a snapshot. */
  @Test
  void oneStandsByAndFollowsWhenTheActiveOneStops() throws Exception {
    String urn = "urn:health:it:standby";
    HealthService first = standing("first");
    try (HealthService second = standing("second")) {
      kafka.commit(List.of(Topology.component(5), Topology.component(6), Topology.component(7)));
      kafka.send(urn, "s 1", new SubStreamStart(1_800_000L, 3_600_000L));
      kafka.send(urn, "s 1", states(state("c5", "CRITICAL", "urn:5")));
      kafka.send(urn, "s 1", states(state("c7", "CRITICAL", "urn:7")));
      kafka.send(urn, "s 1", new SubStreamStop());
      kafka.send(urn, "s 1", new SubStreamStart(1_800_000L, 3_600_000L));
      kafka.send(urn, "s 1", states(state("c5", "DEVIATING", "urn:5")));
      kafka.flush();
      ownIs(5, HealthState.DEVIATING);

      first.close();
      kafka.send(urn, "s 1", states(state("c6", "CRITICAL", "urn:6")));
      kafka.send(urn, "s 1", new SubStreamStop());
      kafka.flush();

      eventually().untilAsserted(() -> assertThat(kafka.health()).containsKey(6L));
      eventually().untilAsserted(() -> assertThat(kafka.health()).doesNotContainKey(7L));
      ownIs(5, HealthState.DEVIATING);
      assertThat(kafka.events())
          .filteredOn(event -> event.type().equals(EventTypes.HEALTH_STATE_CHANGED))
          .filteredOn(event -> event.elements().contains(5L))
          .extracting(TopologyEvent::description)
          .doesNotHaveDuplicates();
      assertThat(first.failure()).isEmpty();
      assertThat(second.failure()).isEmpty();
    } finally {
      first.close();
    }
  }

  private static void ownIs(long element, HealthState state) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(kafka.health())
                    .hasEntrySatisfying(element, h -> assertThat(h.own()).isEqualTo(state)));
  }

  /** Test case 36 of the health sheet, section 15. */
  @Test
  void whatIsWrongIsOneProblemOfTheElementAtTheBottom() throws Exception {
    kafka.commit(
        List.of(
            Topology.component(71),
            Topology.component(72),
            Topology.component(73),
            Topology.relation(712, 71, 72, DependencyDirection.ONE_WAY),
            Topology.relation(723, 72, 73, DependencyDirection.ONE_WAY)));
    Config soon = ConfigFactory.parseMap(Map.of("stackstate.health.problemSettleTime", "200ms"));
    try (HealthService service = service(soon.withFallback(ConfigFactory.load()))) {
      send("urn:health:it:app", "c71", "DEVIATING", "urn:71");
      send("urn:health:it:db", "c73", "CRITICAL", "urn:73");
      eventually()
          .untilAsserted(
              () ->
                  assertThat(kafka.problems().values())
                      .anySatisfy(
                          problem -> {
                            assertThat(problem.rootCause().elementId()).isEqualTo(73);
                            assertThat(problem.rootCause().failingChecks()).containsExactly("n");
                            assertThat(problem.contributing())
                                .extracting(Problem.Cause::elementId)
                                .containsExactly(71L);
                          }));
      assertThat(kafka.events())
          .anySatisfy(
              event -> {
                assertThat(event.type()).startsWith("Problem ");
                assertThat(event.elements()).containsExactly(73L, 71L);
                assertThat(event.elementIdentifiers()).containsExactly("urn:73");
              });
      assertThat(service.failure()).isEmpty();
    }
  }

  private static HealthService standing(String name) {
    return service(
        ConfigFactory.parseMap(
                Map.of("stackstate.health.standby", true, "stackstate.health.instanceId", name))
            .withFallback(ConfigFactory.load()));
  }

  private static void send(String urn, String state, String health, String element)
      throws Exception {
    kafka.send(urn, "s 1", new SubStreamStart(1_800_000L, 3_600_000L));
    kafka.send(urn, "s 1", states(state(state, health, element)));
    kafka.send(urn, "s 1", new SubStreamStop());
    kafka.flush();
  }

  private static CheckStates states(IntakeCheckState... states) {
    return new CheckStates("REPEAT_SNAPSHOTS", List.of(states));
  }

  private static IntakeCheckState state(String id, String health, String element) {
    return new IntakeCheckState(
        "{\"checkStateId\":\"%s\",\"name\":\"n\",\"health\":\"%s\",\"topologyElementIdentifier\":\"%s\"}"
            .formatted(id, health, element));
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
