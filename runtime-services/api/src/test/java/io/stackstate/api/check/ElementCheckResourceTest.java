package io.stackstate.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.topology.FixedTopology;
import io.stackstate.api.topology.Fixture;
import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Source;
import io.stackstate.model.check.CheckDefinition;
import io.stackstate.model.check.ElementChecksReader;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckDetails;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementCheckResourceTest {
  private static final String DATA =
      """
      {"metrics":[{"name":"CPU","metric_field":"cpu","stream_id":-1,"priority":"HIGH",
                   "unit_of_measure":"%","conditions":[{"key":"host","value":"a"}]}],
       "service_checks":[{"name":"S","stream_id":-2,"conditions":[]}],
       "checks":[{"name":"cpu","is_metric_minimum_last_check":true,"stream_id":-1,
                  "deviating_value":2,"critical_value":1.5,"remediation_hint":"buy one"},
                 {"name":"s","is_service_check_health_check":true,"stream_id":-2},
                 {"name":"wrong"}]}""";
  private static final Component COMPONENT = Made.component(DATA);

  private static final Component DETAILED =
      new Component(
          10,
          "d",
          "t",
          "l",
          "d",
          null,
          null,
          List.of(),
          null,
          null,
          "{\"checks\":[{\"name\":\"n\"}]}",
          List.of(new Source(7, "d", null)));

  private static HttpApi http;

  @BeforeAll
  static void start() {
    List<Change> changes = Fixture.changes();
    changes.add(Fixture.put(COMPONENT));
    List<CheckDefinition> checks = ElementChecksReader.of(COMPONENT).checks();
    CheckBoard board = new CheckBoard();
    board.apply(
        9,
        new Health(
            9,
            HealthState.CRITICAL,
            HealthState.CRITICAL,
            List.of(
                state(checks.get(0), HealthState.CRITICAL, "is 1", null),
                state(checks.get(2), HealthState.UNKNOWN, "wrong", "CHECK_ERROR"))));
    board.apply(
        2,
        new Health(
            2,
            HealthState.CLEAR,
            HealthState.UNKNOWN,
            List.of(
                new BoundCheckState(
                    12, CheckDefinition.STREAM, "Check", HealthState.CLEAR, null, 6))));
    changes.add(Fixture.put(DETAILED));
    board.apply(
        10,
        new Health(
            10,
            HealthState.DEVIATING,
            HealthState.DEVIATING,
            List.of(
                new BoundCheckState(
                    ElementChecksReader.of(DETAILED).checks().get(0).id(),
                    CheckDefinition.STREAM,
                    "n",
                    HealthState.DEVIATING,
                    "m",
                    5,
                    null,
                    null,
                    new CheckDetails(
                        "**m**",
                        List.of(new CheckDetails.CausingEvent("t", "e", 7, null)),
                        "{\"a\":1}",
                        "RUNNING")))));
    board.apply(1, new Health(1, HealthState.CLEAR, HealthState.CLEAR));
    http =
        TestRoutes.serve(
            routes ->
                new ElementCheckResource(
                        new CheckedElements(
                            new FixedTopology(Fixture.snapshot(changes)),
                            Duration.ofMinutes(1),
                            InstantSource.system(),
                            Made.nothing()),
                        board)
                    .bind(routes));
  }

  private static BoundCheckState state(
      CheckDefinition check, HealthState health, String message, String error) {
    return new BoundCheckState(
        check.id(), CheckDefinition.STREAM, check.name(), health, message, 5, error, null, null);
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  private static JsonNode get(String path) throws Exception {
    HttpApi.Reply reply = http.get(path);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return Json.mapper().readTree(reply.raw().body());
  }

  @Test
  void aCheckIsAFunctionWithArgumentsAndAState() throws Exception {
    JsonNode checks = get("/api/components/9/checks?queryTime=now");
    JsonNode stream = get("/api/components/urn%3Ac9/streams").get(0);
    JsonNode check = checks.get(0);

    assertThat(checks).hasSize(3);
    assertThat(check.path("_type").asText()).isEqualTo("Check");
    assertThat(check.path("name").asText()).isEqualTo("cpu");
    assertThat(check.path("remediationHint").asText()).isEqualTo("buy one");
    assertThat(check.path("syncCreated").asBoolean()).isTrue();
    assertThat(check.path("function").asLong()).isPositive();
    assertThat(check.at("/arguments/0/_type").asText()).isEqualTo("ArgumentMetricStreamRef");
    assertThat(check.at("/arguments/0/stream").asLong()).isEqualTo(stream.path("id").asLong());
    assertThat(check.at("/arguments/0/maxWindow").asLong()).isEqualTo(300_000);
    assertThat(check.at("/arguments/1/value").asDouble()).isEqualTo(1.5);
    assertThat(check.path("state").toString())
        .isEqualTo(
            """
            {"_type":"CheckState","state":"CRITICAL","lastHealthStateChangeTimestamp":5,"source":%s,"activeErrors":[],"shortMessage":"is 1","causingEvents":[]}"""
                .formatted(check.path("id")));
    assertThat(get("/api/components/9/checks/" + check.path("id").asLong())).isEqualTo(check);
  }

  @Test
  void anErrorIsActiveAndWhatIsNotKnownIsLeftOut() throws Exception {
    JsonNode checks = get("/api/components/9/checks");

    assertThat(checks.get(1).has("state")).isFalse();
    assertThat(checks.at("/2/state/activeErrors/0/state").asText()).isEqualTo("CHECK_ERROR");
    assertThat(checks.at("/2/state/activeErrors/0/message").asText()).isEqualTo("wrong");
    assertThat(checks.at("/2/arguments")).isEmpty();
  }

  @Test
  void aStreamIsADefinitionWithAQuery() throws Exception {
    JsonNode streams = get("/api/components/9/streams");

    assertThat(streams).hasSize(2);
    assertThat(streams.at("/0/_type").asText()).isEqualTo("MetricTelemetryStreamDefinition");
    assertThat(streams.at("/0/priority").asText()).isEqualTo("High");
    assertThat(streams.at("/0/telemetryQuery").toString())
        .isEqualTo(
            """
            {"_type":"MetricTelemetryQuery","metricField":"cpu","aggregation":"MEAN","conditions":[{"key":"host","value":"a"}]}""");
    assertThat(streams.at("/1/_type").asText()).isEqualTo("EventTelemetryStreamDefinition");
    assertThat(streams.at("/1/priority").asText()).isEqualTo("None");
    long id = streams.at("/1/id").asLong();
    assertThat(get("/api/components/9/streams/" + id)).isEqualTo(streams.get(1));
  }

  @Test
  void whatTemplatesGaveIsThereToo() throws Exception {
    assertThat(get("/api/components/2/streams").at("/0/id").asLong()).isEqualTo(11);
    assertThat(get("/api/components/2/checks").get(0).toString())
        .isEqualTo(
            """
            {"_type":"Check","id":12,"name":"","syncCreated":true,"function":5,"arguments":[{"stream":11}],"state":{"_type":"CheckState","state":"CLEAR","lastHealthStateChangeTimestamp":6,"source":12,"activeErrors":[],"causingEvents":[]}}""");
    assertThat(get("/api/relations/12/checks")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/components/99/checks, 404, StackElementNotFound",
    "/api/components/9/checks/5, 404, Check 5 does not exist",
    "/api/components/9/streams/x, 404, Stream x does not exist",
    "/api/relations/x/checks, 400, the number of a relation"
  })
  void whatIsNotThereIsTold(String path, int status, String message) throws Exception {
    HttpApi.Reply reply = http.get(path);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.raw().body()).contains(message);
  }

  @Test
  void whatAFunctionSaysBesidesIsInTheState() throws Exception {
    assertThat(get("/api/components/5/checks")).isEmpty();
    JsonNode state = get("/api/components/10/checks").at("/0/state");

    assertThat(state.toString())
        .endsWith(
            """
            "shortMessage":"m","detailedMessage":"**m**","causingEvents":[{"_type":"EventRef","title":"t","eventId":"e","eventTimestamp":7,"eventType":""}],"data":{"a":1},"runState":"RUNNING"}""");
  }
}
