package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Source;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query sheet 15.3, S1 to S12, S18, S20, S21 and S29, over REST in real worker processes. */
@Timeout(400)
@ExtendWith(TestBroker.class)
class ScriptApiIT {
  private static ApiStack stack;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    stack = new ApiStack(directory);
    Component component =
        new Component(
            7,
            "cart-db",
            "database",
            "Databases",
            "Shop",
            List.of("Production"),
            List.of("team:cart"),
            List.of("urn:cart-db"),
            null,
            null,
            null,
            List.of(new Source(1, "cart-db", null)));
    stack.commit(
        List.of(
            new Change(
                new ChangeKey(Aspect.COMPONENT, 7), Json.mapper().writeValueAsBytes(component))));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static ObjectNode body(String script) {
    return JsonNodeFactory.instance.objectNode().put("script", script);
  }

  private static HttpApi.Reply execute(JsonNode body) throws Exception {
    return stack.http().post("/api/script/execute", body.toString());
  }

  private static JsonNode result(JsonNode body) throws Exception {
    HttpApi.Reply reply = execute(body);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json().path("result");
  }

  private static JsonNode failure(int status, JsonNode body) throws Exception {
    HttpApi.Reply reply = execute(body);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(status);
    // The genuine command line prints the body of an error of exactly this type only.
    assertThat(reply.contentType()).isEqualTo("application/json");
    return reply.json();
  }

  private static HttpApi.Reply as(String token, String script) throws Exception {
    return stack
        .http()
        .send(
            stack
                .http()
                .anonymous("/api/script/execute")
                .header("X-API-Token", token)
                .POST(BodyPublishers.ofString(body(script).toString())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1+1|{'_type':'Integer','value':2}",
        "null|{'_type':'Null','value':null}",
        "[a: [1, 'x']]|{'_type':'Map','value':{'a':[1,'x']}}",
        "('a1' =~ /\\d/).find()|{'_type':'Boolean','value':true}",
        "URLEncoder.encode('a b','UTF-8')|{'_type':'String','value':'a+b'}",
        "Topology.query('name = \"cart-db\"').components().then { it[0].name }"
            + "|{'_type':'String','value':'cart-db'}",
        "Component.withId(7).layer().then { it.name }|{'_type':'String','value':'Databases'}",
      })
  void aScriptAnswersWithItsValueAndType(String script, String expected) throws Exception {
    assertThat(result(body(script))).isEqualTo(Json.mapper().readTree(expected.replace('\'', '"')));
  }

  @Test
  void argumentsComeFromAScriptThatReturnsAMap() throws Exception {
    JsonNode sum = result(body("x+y").put("argumentsScript", "[x: 3, y: 4]"));
    JsonNode wrong = failure(400, body("x").put("argumentsScript", "42"));

    assertThat(sum.path("value").asInt()).isEqualTo(7);
    assertThat(wrong.path("_type").asText()).isEqualTo("ExecuteScriptArgumentsScriptError");
    assertThat(wrong.at("/error/_type").asText()).isEqualTo("ExecuteScriptWrongReturnTypeError");
    assertThat(wrong.at("/error/expectedReturnType").asText()).isEqualTo("java.util.Map");
    assertThat(wrong.at("/error/actualReturnType").asText()).isEqualTo("java.lang.Integer");
  }

  @Test
  void errorsSayWhatTheyAreAndWhere() throws Exception {
    JsonNode syntax = failure(400, body("def a = 1\nif (a"));
    JsonNode missing = failure(400, body("\n\nfoo.bar"));
    JsonNode stql = failure(400, body("Topology.query('name = \"nope\" (').components()"));

    assertThat(syntax.path("_type").asText()).isEqualTo("ExecuteScriptSyntaxErrors");
    assertThat(syntax.at("/errors/0/location/line").asInt()).isEqualTo(2);
    assertThat(missing.path("_type").asText()).isEqualTo("ExecuteScriptGroovyRuntimeError");
    assertThat(missing.at("/location/line").asInt()).isEqualTo(3);
    assertThat(stql.path("_type").asText()).isEqualTo("ExecuteScriptExecutionError");
    assertThat(stql.path("message").asText()).contains("STQL");
    assertThat(failure(400, JsonNodeFactory.instance.objectNode()).findValuesAsText("message"))
        .containsExactly("script: found nothing, expected a non-blank string");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''.getClass().forName('java.lang.System')",
        "'id'.execute()",
        "new File('/etc/passwd').text",
        "System.exit(0)",
        "this.class.classLoader",
        "Eval.me('1')",
        "''.metaClass.foo = {}",
        "@Grab('a:b:1') import x.Y; 1",
      })
  void whatIsForbiddenIsRefused(String script) throws Exception {
    assertThat(failure(400, body(script)).path("_type").asText())
        .isEqualTo("ExecuteScriptSecurityError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"while(true){}", "(1..2000000000).sum()", "('a' * 40 + 'b') ==~ /(.*a){12}/"})
  void whatTakesTooLongIsEndedAndOthersGoOn(String script) throws Exception {
    JsonNode late = failure(408, body(script).put("timeoutMs", 500));

    assertThat(late.path("_type").asText()).isEqualTo("ExecuteScriptTimeoutError");
    assertThat(late.path("timeoutMs").asInt()).isEqualTo(500);
    assertThat(result(body("40 + 2")).path("value").asInt()).isEqualTo(42);
  }

  @Test
  void scriptsNeedAPermissionAndCallsOverHttpOneMore() throws Exception {
    assertThat(as("reader", "1").status()).isEqualTo(403);
    assertThat(as("scripter", "1").status()).isEqualTo(200);
    HttpApi.Reply refused = as("scripter", "Http.get('http://example.org')");
    assertThat(refused.json().path("_type").asText()).isEqualTo("ExecuteScriptSecurityError");
    assertThat(refused.json().path("message").asText()).contains("execute-restricted-scripts");
  }

  @Test
  void theSampleFindsWhatIsUnhealthyAndWhatThatDependsOn() throws Exception {
    stack.commit(
        List.of(
            new Change(
                new ChangeKey(Aspect.HEALTH, 7),
                Json.mapper()
                    .writeValueAsBytes(
                        new Health(7, HealthState.CRITICAL, HealthState.CRITICAL)))));
    String sample = Files.readString(Path.of("../../samples/scripts/unhealthy.groovy"));

    JsonNode value = result(body(sample).put("argumentsScript", "[layer: 'Databases']"));

    // Other tests on the same broker leave unhealthy elements behind, too.
    assertThat(value.path("value"))
        .extracting(JsonNode::toString)
        .contains("{\"name\":\"cart-db\",\"health\":\"CRITICAL\",\"dependsOn\":[]}");
  }

  @Test
  void theOlderPathAnswersWithTheBareValue() throws Exception {
    HttpApi.Reply value =
        stack.http().post("/api/script", "{\"_type\":\"GroovyScript\",\"body\":\"[1,2]\"}");
    HttpApi.Reply wrong =
        stack.http().post("/api/script", "{\"_type\":\"GroovyScript\",\"body\":\"foo\"}");

    assertThat(value.raw().body()).isEqualTo("{\"result\":[1,2]}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/errors/0/message").asText()).contains("foo");
    assertThat(wrong.json().at("/errors/0/errorCode").asInt()).isEqualTo(400);
  }

  private static HttpApi.Reply put(String token, String script) throws Exception {
    String spec =
        "{\"name\":\"h\",\"spec\":{\"triggers\":[{\"problem\":{}}],"
            + "\"outputs\":[{\"name\":\"s\",\"script\":"
            + script
            + "}]}}";
    return stack
        .http()
        .send(
            stack
                .http()
                .anonymous("/api/event-handlers/urn%3Ait%3Ahandler")
                .header("X-API-Token", token)
                .PUT(BodyPublishers.ofString(spec)));
  }

  @Test
  void scriptsSeeTheStreamsThatPeopleGaveNowAndThen() throws Exception {
    stack.importSettings(
        """
        {"nodes":[{"_type":"DataSource","identifier":"urn:it:source","name":"Metrics","pluginId":"p",
          "config":{"_type":"Sts.StsMetricsDataSourceConfig"}}]}
        """);
    HttpApi.Reply made =
        stack
            .http()
            .post(
                "/api/components/7/streams",
                """
                {"_type":"MetricStream","name":"latency","dataSource":"urn:it:source",
                 "dataType":"METRICS","priority":"HIGH","syncCreated":false,
                 "query":{"_type":"MetricTelemetryQuery","metricField":"latency",
                          "aggregation":"MEAN","conditions":[{"key":"tags.app","value":"shop"}]}}
                """);
    assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
    long then = made.json().path("lastUpdateTimestamp").asLong() - 1;

    assertThat(names("Component.withId(7)")).contains("latency");
    assertThat(names("Component.withId(7).at(" + then + ")")).doesNotContain("latency");
  }

  private static String names(String component) throws Exception {
    return result(body(component + ".streams().then { it*.name }")).path("value").toString();
  }

  @Test
  void functionsInHandlersComeFromAdministratorsAndFitTheirEvents() throws Exception {
    String function =
        """
        {"nodes":[{"_type":"EventHandlerFunction","name":"health","identifier":"urn:it:f:health",
          "supportedEventTypes":["HealthStateChangedEvent"],"script":"1","parameters":[]},
         {"_type":"EventHandlerFunction","name":"none","identifier":"urn:it:f:none","script":"1",
          "parameters":[]},
         {"_type":"EventHandlerFunction","name":"problems","identifier":"urn:it:f:problems",
          "supportedEventTypes":["ProblemCreatedEvent"],"script":"1","parameters":[]}]}
        """;
    stack.importSettings(function);

    assertThat(put("handler", "{\"body\":\"1 + 1\"}").status()).isEqualTo(403);
    assertThat(put(HttpApi.TOKEN, "{\"body\":\"1 + 1\"}").status()).isEqualTo(200);
    assertThat(put("handler", "{\"body\":\"1 + 1\",\"timeout\":\"5s\"}").status())
        .as("the script is there already")
        .isEqualTo(200);
    assertThat(put("handler", "{\"function\":\"urn:it:f:health\"}").raw().body())
        .contains("script.function: health supports elementHealth, not problem");
    assertThat(put("handler", "{\"function\":\"urn:it:f:gone\"}").status()).isEqualTo(400);
    assertThat(put("handler", "{\"function\":\"urn:it:f:problems\"}").status()).isEqualTo(200);
    HttpApi.Reply used =
        stack.http().delete("/api/node/EventHandlerFunction/urn%3Ait%3Af%3Aproblems");
    assertThat(used.status()).isEqualTo(409);
    assertThat(used.raw().body()).contains("urn:it:f:problems is used by urn:it:handler");
    String offered = "/api/event-handler-functions?event=";
    assertThat(stack.http().get(offered + "HEALTH_STATE_CHANGES").json().findValuesAsText("name"))
        .contains("health", "SMS", "Slack")
        .doesNotContain("none");
    assertThat(stack.http().get(offered + "PROBLEM_EVENT").json().findValuesAsText("name"))
        .contains("Slack")
        .doesNotContain("health", "SMS", "none");
  }
}
