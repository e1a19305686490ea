package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.kafka.MonitorRunnerDouble;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.monitor.MonitorPublication;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.monitor.MonitorRunResult;
import io.stackstate.model.monitor.MonitorRunStatus;
import io.stackstate.model.monitor.MonitorRunStatus.MonitorError;
import io.stackstate.model.monitor.MonitorStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Health sheet, section 3.4 and test cases 6, 9 and 12, over REST on a real store and broker. */
@ExtendWith(TestBroker.class)
class MonitorApiIT {
  private static final String FUNCTION =
      """
      {"_type":"MonitorFunction","id":-1,"name":"f","identifier":"urn:it:monitor-function:f",
       "parameters":[{"_type":"Parameter","id":-2,"name":"limit","type":"DOUBLE"}],
       "script":{"_type":"ScriptFunctionBody","scriptBody":"[]"}}
      """;

  private static ApiStack stack;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    stack = new ApiStack(directory);
    stack.importSettings("{\"nodes\":[" + FUNCTION + "]}");
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static long monitor(String name, String more) throws Exception {
    String node =
        """
        {"_type":"Monitor","name":"%s","identifier":"urn:it:monitor:%s",
         "function":"urn:it:monitor-function:f","intervalSeconds":60%s}
        """
            .formatted(name, name, more);
    return stack.importSettings("{\"nodes\":[" + node + "]}").get(0).path("id").asLong();
  }

  private static HttpApi.Reply patch(Object monitor, String body) throws Exception {
    return stack
        .http()
        .send(
            stack
                .http()
                .request("/api/monitors/" + monitor)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
  }

  @Test
  void withoutStatusAMonitorKeepsTheOneItHas() throws Exception {
    long id = monitor("status", "");
    assertThat(stack.http().get("/api/monitors/" + id).json().path("status").asText())
        .isEqualTo("DISABLED");

    assertThat(patch(id, "{\"status\":\"ENABLED\"}").json().path("status").asText())
        .isEqualTo("ENABLED");
    monitor("status", ",\"tags\":{}");

    JsonNode monitor = stack.http().get("/api/monitors/urn:it:monitor:status").json();
    assertThat(monitor.path("status").asText()).isEqualTo("ENABLED");
    assertThat(monitor.path("runtimeStatus").asText()).isEqualTo("ENABLED");
    assertThat(monitor.path("source").asText()).isEqualTo("User");
  }

  @Test
  void aPatchChangesWhatItHasAndNothingElse() throws Exception {
    long id = monitor("patched", ",\"description\":\"d\",\"tags\":[\"old\"]");
    JsonNode before = stack.http().get("/api/monitors/" + id).json();

    JsonNode changed =
        patch(
                "urn:it:monitor:patched",
                """
                {"name":"n","identifier":"urn:it:monitor:renamed","remediationHint":"Restart it",
                 "intervalSeconds":7,"tags":["a","b"]}""")
            .json();

    assertThat(changed).isEqualTo(stack.http().get("/api/monitors/urn:it:monitor:renamed").json());
    assertThat(changed.path("id").asLong()).isEqualTo(id);
    assertThat(changed.path("name").asText()).isEqualTo("n");
    assertThat(changed.path("remediationHint").asText()).isEqualTo("Restart it");
    assertThat(changed.path("intervalSeconds").asLong()).isEqualTo(7);
    assertThat(changed.path("tags")).extracting(JsonNode::asText).containsExactly("a", "b");
    for (String kept : List.of("description", "status", "functionId", "arguments", "source")) {
      assertThat(changed.path(kept)).as(kept).isEqualTo(before.path(kept));
    }
    assertThat(changed.path("lastUpdateTimestamp").asLong())
        .isGreaterThanOrEqualTo(before.path("lastUpdateTimestamp").asLong());
    assertThat(stack.http().get("/api/monitors/urn:it:monitor:patched").status()).isEqualTo(404);
  }

  @Test
  void anIdentifierIsMadeForAMonitorWithout() throws Exception {
    long id =
        stack
            .importSettings(
                "{\"nodes\":[{\"_type\":\"Monitor\",\"name\":\"plain\",\"intervalSeconds\":5,"
                    + "\"function\":\"urn:it:monitor-function:f\",\"arguments\":{\"limit\":2}}]}")
            .get(0)
            .path("id")
            .asLong();
    String made = "urn:system:auto:monitor:" + id;

    JsonNode monitor = stack.http().get("/api/monitors/" + made).json();

    assertThat(monitor.path("identifier").asText()).isEqualTo(made);
    assertThat(monitor.path("arguments").get(0).path("_type").asText())
        .isEqualTo("ArgumentDoubleVal");
    assertThat(monitor.path("arguments").get(0).path("parameter").asLong()).isPositive();
    assertThat(stack.http().get("/api/monitors").json().path("monitors"))
        .extracting(each -> each.path("identifier").asText())
        .contains(made);
    assertThat(stack.http().delete("/api/monitors/" + made).status()).isEqualTo(204);
    assertThat(stack.http().get("/api/monitors/" + id).status()).isEqualTo(404);
  }

  @Test
  void errorsHaveTheirShapes() throws Exception {
    HttpApi.Reply invalid = stack.http().get("/api/monitors/abc");
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.raw().body())
        .isEqualTo("{\"_type\":\"InvalidMonitorIdentifierError\",\"monitorIdOrUrn\":\"abc\"}");
    HttpApi.Reply unknown = stack.http().get("/api/monitors/urn:it:monitor:none/status");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.raw().body())
        .isEqualTo(
            "{\"_type\":\"MonitorNotFoundError\",\"monitorId\":\"urn:it:monitor:none\","
                + "\"monitorIdType\":\"urn\"}");
    HttpApi.Reply large = stack.http().get("/api/monitors/99999999999999999999");
    assertThat(large.status()).isEqualTo(404);
    assertThat(large.raw().body())
        .isEqualTo(
            "{\"_type\":\"MonitorNotFoundError\",\"monitorId\":\"99999999999999999999\","
                + "\"monitorIdType\":\"id\"}");
    long id = monitor("errors", "");
    HttpApi.Reply interval = patch(id, "{\"intervalSeconds\":0}");
    assertThat(interval.status()).isEqualTo(400);
    assertThat(interval.raw().body())
        .isEqualTo("{\"_type\":\"MonitorInvalidIntervalError\",\"intervalSeconds\":0}");
    assertThat(patch(id, "{\"intervalSeconds\":31536001}").raw().body())
        .contains("MonitorInvalidIntervalError", "31536001");
    HttpApi.Reply status = patch(id, "{\"status\":\"ON\"}");
    assertThat(status.status()).isEqualTo(400);
    assertThat(status.raw().body()).contains("status: found").contains("ENABLED or DISABLED");
    assertThat(patch(id, "{\"identifier\":\"urn:it:monitor-function:f\"}").raw().body())
        .contains("belongs to another node");
  }

  @Test
  void theStatusTellsOfRuns() throws Exception {
    long id = monitor("runs", ",\"status\":\"ENABLED\"");
    MonitorRunStatus run =
        new MonitorRunStatus(
            id, true, 1, 30, 20, 30, 2, List.of(new MonitorError("no luck", "ERROR", 1)));
    TestBroker.send(
        Topics.MONITOR_STATUS, 0, Long.toString(id), Json.mapper().writeValueAsString(run));

    String path = "/api/monitors/" + id + "/status";
    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> stack.http().get(path).json().path("errors").size() == 1);

    JsonNode status = stack.http().get(path).json();
    assertThat(status.path("errors").get(0).toString())
        .isEqualTo("{\"error\":\"no luck\",\"count\":1,\"level\":\"ERROR\"}");
    JsonNode metrics = status.path("metrics").path("runtimeMetrics");
    assertThat(metrics.path("lastFailedRunTimestamp").asLong()).isEqualTo(30);
    assertThat(metrics.path("healthStatesCount").asInt()).isZero();
    assertThat(status.path("monitorHealthStateStateCount").isInt()).isTrue();
    assertThat(status.path("topologyMatchResult").path("matchedCheckStates").isInt()).isTrue();
    assertThat(status.path("function").path("identifier").asText())
        .isEqualTo("urn:it:monitor-function:f");
    assertThat(status.path("monitor").path("runtimeStatus").asText()).isEqualTo("ERROR");
  }

  @Test
  void aRunIsDoneByTheRunnerAndItsResultIsAnObject() throws Exception {
    long id = monitor("run", "");
    try (MonitorRunnerDouble runner =
        new MonitorRunnerDouble(
            request ->
                new MonitorRunResult(
                    request.correlation(),
                    request.dryRun() ? null : "argument limit: found nothing",
                    1,
                    List.of(new MonitorRunResult.State("s", "CLEAR", "urn:a", null, "why")),
                    5))) {
      JsonNode result =
          stack.http().post("/api/monitors/" + id + "/run?dryRun=true", "").json().path("result");
      assertThat(result.path("healthStates").get(0).path("reason").asText()).isEqualTo("why");

      assertThat(stack.http().post("/api/monitors/" + id + "/run", "").status()).isEqualTo(409);
      patch(id, "{\"status\":\"ENABLED\"}");
      HttpApi.Reply failed = stack.http().post("/api/monitors/" + id + "/run", "");
      assertThat(failed.status()).isEqualTo(500);
      assertThat(failed.json().path("statusCode").asText()).isEqualTo("500");
      assertThat(failed.json().path("message").asText()).contains("argument limit");
      assertThat(runner.seen())
          .filteredOn(request -> request.monitor().contains("urn:it:monitor:run"))
          .hasSize(2);
    }
  }

  @Test
  void statesArePublishedOfMonitorsThatTheRunnerDoesNotRun() throws Exception {
    long id =
        stack
            .importSettings(
                """
                {"nodes":[{"_type":"Monitor","name":"pushed","identifier":"urn:it:monitor:pushed",
                  "function":"%s","intervalSeconds":60}]}"""
                    .formatted(MonitorPublication.FUNCTION))
            .get(0)
            .path("id")
            .asLong();
    String path = "/api/monitors/" + id + "/publish";
    String state =
        """
        {"healthStates":[{"id":"s","state":"CRITICAL","topologyIdentifier":"urn:a"}]}""";
    try (MonitorRunnerDouble runner =
        new MonitorRunnerDouble(
            request -> new MonitorRunResult(request.correlation(), null, 1, List.of(), 0))) {
      assertThat(stack.http().post(path, state).status()).as("disabled").isEqualTo(409);
      patch(id, "{\"status\":\"ENABLED\"}");
      HttpApi.Reply published = stack.http().post(path, state);
      assertThat(published.raw().body()).isEqualTo("{\"healthStatesCount\":1}");
      assertThat(runner.seen())
          .filteredOn(request -> request.publication() != null)
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.publication().lastBatch()).isTrue();
                assertThat(request.publication().states().get(0).state()).isEqualTo("CRITICAL");
                assertThat(json(request.monitor()).path("id").asLong()).isEqualTo(id);
              });
    }
    assertThat(stack.http().post(path, "{\"healthStates\":[{}]}").status()).isEqualTo(400);
    assertThat(stack.http().post("/api/monitors/" + id + "/run", "").raw().body())
        .contains("others publish its states");
    long run = monitor("ran", ",\"status\":\"ENABLED\"");
    HttpApi.Reply refused = stack.http().post("/api/monitors/" + run + "/publish", state);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.raw().body()).contains("is run by the platform");
  }

  @Test
  void aPreviewRunsWithOtherArgumentsAndATestRunsAFunctionAlone() throws Exception {
    long id = monitor("preview", ",\"arguments\":{\"limit\":2}");
    try (MonitorRunnerDouble runner =
        new MonitorRunnerDouble(
            request ->
                new MonitorRunResult(
                    request.correlation(),
                    null,
                    2,
                    List.of(
                        new MonitorRunResult.State("a", "CLEAR", "urn:a", null, null),
                        new MonitorRunResult.State("b", "CRITICAL", "urn:b", "full", "why")),
                    5,
                    List.of(new MonitorRunResult.LogLine("INFO", "hello"))))) {
      JsonNode result =
          stack
              .http()
              .post("/api/monitors/" + id + "/preview", "{\"arguments\":{\"limit\":9}}")
              .json();
      assertThat(result.at("/result/healthStates/1/reason").asText()).isEqualTo("why");
      assertThat(result.at("/result/dryRun").asBoolean()).isTrue();
      assertThat(result.at("/result/log").toString())
          .isEqualTo("[{\"level\":\"INFO\",\"message\":\"hello\"}]");
      JsonNode states =
          stack
              .http()
              .post("/api/monitors/" + id + "/preview/checkStates?healthState=CRITICAL", "")
              .json();
      assertThat(states.toString())
          .isEqualTo(
              "{\"checkStates\":[{\"checkStateId\":\"b\",\"name\":\"full\","
                  + "\"healthState\":\"CRITICAL\",\"topologyElementIdentifier\":\"urn:b\","
                  + "\"message\":\"why\"}],\"total\":1}");
      JsonNode tested =
          stack
              .http()
              .post(
                  "/api/monitors/urn:it:monitor-function:f/test/checkStates?limit=1",
                  "{\"arguments\":{\"limit\":7}}")
              .json();
      assertThat(tested.path("checkStates")).hasSize(1);
      assertThat(tested.path("total").asInt()).isEqualTo(2);

      assertThat(runner.seen())
          .filteredOn(request -> request.publication() == null)
          .filteredOn(request -> !request.monitor().contains("urn:it:monitor:run"))
          .allMatch(MonitorRunRequest::dryRun)
          .extracting(request -> json(request.monitor()).at("/arguments/limit").asInt())
          .containsExactly(9, 2, 7);
    }
    assertThat(stack.http().get("/api/monitors/" + id).json().at("/arguments/0/value").asInt())
        .isEqualTo(2);
  }

  @Test
  void previewsNameWhatIsWrong() throws Exception {
    long id = monitor("wrong", "");
    String path = "/api/monitors/" + id + "/preview";
    HttpApi.Reply arguments = stack.http().post(path, "{\"arguments\":3}");
    assertThat(arguments.status()).isEqualTo(400);
    assertThat(arguments.raw().body()).contains("arguments: found NUMBER, expected a list");
    assertThat(stack.http().post(path, "[]").status()).isEqualTo(400);
    HttpApi.Reply limit = stack.http().post(path + "/checkStates?limit=0", "");
    assertThat(limit.status()).isEqualTo(400);
    assertThat(limit.raw().body()).contains("limit: found");
    assertThat(stack.http().post("/api/monitors/" + id + "/test", "").status()).isEqualTo(404);
    assertThat(stack.http().post("/api/monitors/abc/test", "").status()).isEqualTo(400);
    JsonNode function =
        stack.http().get("/api/node/MonitorFunction/urn:it:monitor-function:f").json();
    long parameter = function.at("/parameters/0/id").asLong();
    assertThat(parameter).isPositive();
    assertThat(stack.http().post("/api/monitors/" + parameter + "/test", "").status())
        .as("of the function")
        .isEqualTo(404);
    HttpApi.Reply states = stack.http().get("/api/monitors/" + id + "/checkStates?healthState=RED");
    assertThat(states.status()).isEqualTo(400);
    assertThat(states.raw().body()).contains("healthState: found RED, expected one of");
  }

  @Test
  void theOverviewAndTheCheckStatesTellWhatStandsInTheStream() throws Exception {
    long id = monitor("overview", ",\"status\":\"ENABLED\"");
    String urn = MonitorStream.urn(id);
    for (String health : List.of("CLEAR", "CRITICAL")) {
      TestBroker.send(
          Topics.HEALTH_STATES,
          0,
          new String(new HealthKey(urn, "", health).toBytes(), StandardCharsets.UTF_8),
          Json.mapper()
              .writeValueAsString(
                  new CheckState(
                      health, "n", HealthState.valueOf(health), "urn:" + health, null, 7)));
    }
    String path = "/api/monitors/" + id + "/checkStates?healthState=CRITICAL";
    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> stack.http().get(path).json().path("total").asInt() == 1);
    assertThat(stack.http().get(path).json().path("checkStates").get(0).toString())
        .isEqualTo(
            "{\"id\":"
                + BoundCheckState.id(urn, "", "CRITICAL")
                + ",\"checkStateId\":\"CRITICAL\",\"name\":\"n\",\"healthState\":\"CRITICAL\","
                + "\"topologyElementIdentifier\":\"urn:CRITICAL\","
                + "\"lastHealthStateChangeTimestamp\":7}");

    JsonNode overview = stack.http().get("/api/monitors/overview").json().path("monitors");
    assertThat(overview)
        .filteredOn(each -> each.at("/monitor/id").asLong() == id)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.at("/runtimeMetrics/criticalCount").asInt()).isEqualTo(1);
              assertThat(each.at("/runtimeMetrics/clearCount").asInt()).isEqualTo(1);
              assertThat(each.at("/function/identifier").asText())
                  .isEqualTo("urn:it:monitor-function:f");
            });
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
