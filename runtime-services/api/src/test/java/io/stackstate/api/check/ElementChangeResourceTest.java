package io.stackstate.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.settings.StackGraphSettings;
import io.stackstate.api.sync.MemorySettings;
import io.stackstate.api.topology.ComponentResource;
import io.stackstate.api.topology.FixedTopology;
import io.stackstate.api.topology.Fixture;
import io.stackstate.api.topology.RelationResource;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.Json;
import io.stackstate.model.check.ElementTelemetry;
import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stackpacks.stj.ImportOptions;
import io.stackstate.stackpacks.stj.SettingsImport;
import io.stackstate.stackpacks.stj.StjSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams and checks that people make; REST sheet, section 6.12, health sheet, section 2.1. */
class ElementChangeResourceTest {
  private static final String FUNCTIONS =
      """
      nodes:
      - _type: DataSource
        identifier: urn:test:source
        name: Metrics
        pluginId: p
        config: {_type: Sts.StsMetricsDataSourceConfig}
      - _type: CheckFunction
        identifier: urn:test:percentile
        name: Percentile
        script: CLEAR
        parameters:
        - {_type: Parameter, name: metrics, type: METRIC_STREAM, required: true}
        - {_type: Parameter, name: percentile, type: DOUBLE, required: true}
        - {_type: Parameter, name: state, type: STATE_VALUE}
        - {_type: Parameter, name: names, type: STRING, multiple: true}
        - {_type: Parameter, name: limit, type: LONG}
        - {_type: Parameter, name: active, type: BOOLEAN}
      - _type: CheckFunction
        identifier: urn:test:anomaly
        name: Anomaly
        script: CLEAR
        parameters:
        - {_type: Parameter, name: direction, type: ANOMALY_DIRECTION, required: true}
        - {_type: Parameter, name: stream, type: METRIC_STREAM_ID, required: true}
        - {_type: Parameter, name: event, type: STS_EVENT_STREAM, required: true}
      """;
  private static final String STREAM =
      """
      {"_type":"MetricStream","name":"latency (s)","description":"d","dataSource":"urn:test:source",
       "dataType":"METRICS","priority":"HIGH","staleAfter":60000,"syncCreated":false,
       "query":{"_type":"MetricTelemetryQuery","metricField":"latency","aggregation":"PERCENTILE_95",
                "conditions":[{"key":"tags.app","value":"shop"},{"key":"tags.port","value":80}]}}""";
  private static final String CHECK =
      """
      {"_type":"Check","name":"slow","description":"d","remediationHint":"restart","syncCreated":false,
       "function":"urn:test:percentile",
       "arguments":[{"_type":"ArgumentMetricStreamRef","parameter":"metrics","stream":"latency (s)",
                     "maxWindow":60000,"windowingMethod":"SLIDING"},
                    {"_type":"ArgumentDoubleVal","parameter":"percentile","value":95}]}""";

  private final MemorySettings store = new MemorySettings();
  private final StackGraphSettings settings = new StackGraphSettings(store, InstantSource.system());
  private HttpApi http;

  @BeforeEach
  void start() throws Exception {
    new SettingsImport(settings, FunctionChecks.NONE, InstantSource.system())
        .apply(StjSource.of("functions.sty", FUNCTIONS), ImportOptions.plain());
    http = serve(Caller.unrestricted("test"));
  }

  private HttpApi serve(Caller caller) {
    Topologies topology = new FixedTopology(Fixture.snapshot());
    Duration timeout = Duration.ofMinutes(1);
    MadeTelemetry made = Made.on(settings);
    CheckedElements elements = new CheckedElements(topology, timeout, InstantSource.system(), made);
    return TestRoutes.serve(
        caller,
        routes -> {
          new ElementCheckResource(elements, new CheckBoard()).bind(routes);
          new ElementChangeResource(elements, made).bind(routes);
          new ComponentResource(topology, timeout, InstantSource.system(), made::of).bind(routes);
          new RelationResource(topology, timeout, InstantSource.system(), made::of).bind(routes);
        });
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private JsonNode ok(int status, HttpApi.Reply reply) throws Exception {
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(status);
    return reply.json();
  }

  private JsonNode made(String path, String body) throws Exception {
    return ok(201, http.post(path, body));
  }

  private Optional<Node> node(long element) {
    return settings.byId(ElementTelemetry.nodeId(element));
  }

  @Test
  void elementsInFullHaveWhatPeopleGaveThem() throws Exception {
    made("/api/components/1/streams", STREAM);
    made("/api/components/1/checks", CHECK);
    made("/api/relations/12/streams", STREAM);

    JsonNode component = ok(200, http.get("/api/components/1"));
    JsonNode relation = ok(200, http.get("/api/relations/12"));
    assertThat(component.path("streams").findValuesAsText("name")).contains("latency (s)");
    assertThat(component.path("checks").findValuesAsText("name")).contains("slow");
    assertThat(relation.path("streams").findValuesAsText("name")).contains("latency (s)");
  }

  @Test
  void aStreamIsMadeChangedAndDeleted() throws Exception {
    JsonNode stream = made("/api/components/1/streams", STREAM);

    assertThat(stream.path("_type").asText()).isEqualTo("MetricTelemetryStreamDefinition");
    assertThat(stream.path("syncCreated").asBoolean()).isFalse();
    assertThat(stream.path("priority").asText()).isEqualTo("High");
    assertThat(stream.path("staleAfter").asLong()).isEqualTo(60_000);
    assertThat(stream.path("dataSourceId").asLong())
        .isEqualTo(settings.byIdentifier("urn:test:source").orElseThrow().id());
    assertThat(stream.path("telemetryQuery").toString())
        .isEqualTo(
            """
            {"_type":"MetricTelemetryQuery","metricField":"latency","aggregation":"PERCENTILE_95","conditions":[{"key":"tags.app","value":"shop"},{"key":"tags.port","value":"80"}]}""");
    String path = "/api/components/1/streams/" + stream.path("id").asLong();
    assertThat(ok(200, http.get(path + "?queryTime=now"))).isEqualTo(stream);

    JsonNode changed = ok(200, http.put(path, STREAM.replace("latency (s)", "wait (s)")));
    assertThat(changed.path("name").asText()).isEqualTo("wait (s)");
    assertThat(changed.path("id")).isEqualTo(stream.path("id"));
    assertThat(ok(200, http.get("/api/components/1/streams"))).containsExactly(changed);

    assertThat(http.delete(path).status()).isEqualTo(204);
    assertThat(http.get(path).status()).isEqualTo(404);
    assertThat(node(1)).as("nothing is left of it").isEmpty();
  }

  @Test
  void aCheckRefersToTheFunctionItsParametersAndAStreamByTheirIds() throws Exception {
    JsonNode stream = made("/api/components/urn%3Ax%3Ashop-web/streams", STREAM);
    JsonNode check = made("/api/components/1/checks", CHECK);
    Node function = settings.byIdentifier("urn:test:percentile").orElseThrow();

    assertThat(check.path("function").asLong()).isEqualTo(function.id());
    assertThat(check.path("remediationHint").asText()).isEqualTo("restart");
    assertThat(check.path("syncCreated").asBoolean()).isFalse();
    assertThat(check.at("/arguments/0/stream")).isEqualTo(stream.path("id"));
    assertThat(check.at("/arguments/0/parameter"))
        .isEqualTo(function.content().at("/parameters/0/id"));
    assertThat(ok(200, http.get("/api/components/1/checks"))).containsExactly(check);

    String path = "/api/components/1/checks/" + check.path("id").asLong();
    ObjectNode body = check.deepCopy();
    body.put("name", "slower");
    JsonNode changed = ok(200, http.put(path, body.toString()));
    assertThat(changed.path("name").asText()).isEqualTo("slower");
    assertThat(changed.path("arguments")).isEqualTo(check.path("arguments"));

    HttpApi.Reply used = http.delete("/api/components/1/streams/" + stream.path("id").asLong());
    assertThat(used.status()).isEqualTo(409);
    assertThat(used.raw().body()).contains("is used by check \\\"slower\\\"");
    assertThat(http.delete(path).status()).isEqualTo(204);
    assertThat(ok(200, http.get("/api/components/1/checks"))).isEmpty();
  }

  @Test
  void relationsHaveThemToo() throws Exception {
    made("/api/relations/12/streams", STREAM);
    JsonNode check = made("/api/relations/12/checks", CHECK);

    assertThat(ok(200, http.get("/api/relations/12/checks"))).containsExactly(check);
    assertThat(node(12).orElseThrow().content().path("elementType").asText()).isEqualTo("Relation");
  }

  @Test
  void theSameNameGivesTheSameIdAnewAndAnotherOneBesideIt() throws Exception {
    long first = made("/api/components/1/streams", STREAM).path("id").asLong();
    long second = made("/api/components/1/streams", STREAM).path("id").asLong();
    assertThat(second).isNotEqualTo(first);
    assertThat(http.delete("/api/components/1/streams/" + first).status()).isEqualTo(204);

    assertThat(made("/api/components/1/streams", STREAM).path("id").asLong()).isEqualTo(first);
    assertThat(made("/api/components/3/streams", STREAM).path("id").asLong())
        .isNotIn(first, second);
  }

  @Test
  void theyAreOfTheStreamsThatTemplatesGaveToo() throws Exception {
    assertThat(made("/api/components/2/streams", STREAM).path("id").asLong()).isPositive();
    String onTemplate = CHECK.replace("\"latency (s)\"", "11");

    HttpApi.Reply wrong = http.post("/api/components/2/checks", onTemplate);

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.raw().body())
        .as("the stream of the template has no metric")
        .contains("arguments[0].stream: found 11, expected a stream of metrics");
    assertThat(made("/api/components/2/checks", CHECK).path("name").asText()).isEqualTo("slow");
    assertThat(ok(200, http.get("/api/components/2/checks"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"put,checks/12", "delete,checks/12", "put,streams/11", "delete,streams/11"})
  void whatATemplateGaveIsItsOwn(String method, String part) throws Exception {
    String path = "/api/components/2/" + part;
    HttpApi.Reply reply = method.equals("put") ? http.put(path, STREAM) : http.delete(path);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.raw().body()).contains("is created by a synchronization");
  }

  @Test
  void thePastIsNotChanged() throws Exception {
    HttpApi.Reply reply = http.post("/api/components/1/streams?queryTime=1700000000000", STREAM);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.raw().body())
        .contains("queryTime: found 1700000000000, expected now: the past cannot be changed");
    assertThat(http.post("/api/components/1/streams?queryTime=now", STREAM).status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MetricStream | Check | _type: found \"Check\", expected MetricStream or EventStream",
        "latency (s) |  | name: found \" \", expected a non-blank string",
        "urn:test:source | urn:x | dataSource: found \"urn:x\", expected the id of a data source",
        "\"urn:test:source\" | 5 | dataSource: found 5, expected the id of a data source",
        "\"METRICS\" | \"EVENTS\" | dataType: found \"EVENTS\", expected METRICS",
        "\"HIGH\" | \"MUCH\" | priority: found \"MUCH\", expected one of HIGH, MEDIUM, LOW, NONE",
        "PERCENTILE_95 | PERCENTILE_101 | query.aggregation: found \"PERCENTILE_101\", expected PERCENTILE_25",
        "\"metricField\":\"latency\" | \"metricField\":5 | query.metricField: found 5, expected a string",
        "\"key\":\"tags.app\" | \"kez\":1 | query.conditions[0].key: found nothing, expected a non-blank string",
        "60000 | 0 | staleAfter: found 0, expected milliseconds, at least 1",
        "\"syncCreated\":false | \"syncCreated\":true | syncCreated: found true, expected false"
      })
  void aWrongStreamIsTold(String right, String wrong, String message) throws Exception {
    String body = STREAM.replace(right, wrong == null ? " " : wrong);

    assertRefused("/api/components/1/streams", body, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "urn:test:percentile | urn:test:source | function: found \"urn:test:source\", expected the id or identifier of a check function",
        "\"urn:test:percentile\" | 7 | function: found 7, expected the id or identifier of a check function",
        "\"slow\" | 5 | name: found 5, expected a string",
        "\"parameter\":\"metrics\" | \"parameter\":\"x\" | arguments[0].parameter: found \"x\", expected the id or name of a parameter of the function",
        "latency (s) | nothing | arguments[0].stream: found \"nothing\", expected the id or name of a stream of metrics of the same element",
        "60000 | 3600001 | arguments[0].maxWindow: found 3600001, expected milliseconds from 1 to 3600000",
        "SLIDING | JUMPING | arguments[0].windowingMethod: found \"JUMPING\", expected one of SLIDING, BATCHING",
        "ArgumentDoubleVal | ArgumentStringVal | arguments[1]._type: found \"ArgumentStringVal\", expected ArgumentDoubleVal or ArgumentLongVal for the parameter percentile",
        "\"value\":95 | \"value\":\"95\" | arguments[1].value: found \"95\", expected a number",
        "\"value\":95 | \"value\":0 | arguments[1].value: found 0, expected a percentile greater than 0 and at most 100",
        "\"value\":95 | \"value\":100.5 | arguments[1].value: found 100.5, expected a percentile greater than 0 and at most 100",
        "\"parameter\":\"percentile\" | \"parameter\":\"limit\" | arguments[1]._type: found \"ArgumentDoubleVal\", expected ArgumentLongVal for the parameter limit",
        "`{\"_type\":\"ArgumentDoubleVal\",\"parameter\":\"percentile\",\"value\":95}` | {\"_type\":\"ArgumentStateVal\",\"parameter\":\"state\",\"value\":\"CLEAR\"} | arguments: found none for the parameter percentile, expected one, for it is required",
        "`{\"_type\":\"ArgumentDoubleVal\",\"parameter\":\"percentile\",\"value\":95}` | {\"_type\":\"ArgumentStateVal\",\"parameter\":\"state\",\"value\":\"BAD\"} | arguments[1].value: found \"BAD\", expected one of ",
        "\"syncCreated\":false | \"syncCreated\":true | syncCreated: found true, expected false"
      })
  void aWrongCheckIsTold(String right, String wrong, String message) throws Exception {
    made("/api/components/1/streams", STREAM);

    assertRefused("/api/components/1/checks", CHECK.replace(right, wrong), message);
  }

  private void assertRefused(String path, String body, String message) throws Exception {
    HttpApi.Reply reply = http.post(path, body);

    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/message").asText()).startsWith(message);
  }

  @Test
  void aCheckOnAnomaliesHasItsThreeArguments() throws Exception {
    made("/api/components/1/streams", STREAM);
    String body =
        """
        {"name":"a","function":"urn:test:anomaly","arguments":[
          {"_type":"ArgumentAnomalyDirectionVal","parameter":"direction","value":"RISE"},
          {"_type":"ArgumentMetricStreamId","parameter":"stream","stream":"latency (s)"},
          {"_type":"ArgumentStsEventStreamVal","parameter":"event","filter":"ANOMALY_EVENT"}]}""";
    made("/api/components/1/checks", body);

    assertRefused(
        "/api/components/1/checks",
        body.replace("ANOMALY_EVENT", "PROBLEM_EVENT"),
        "arguments[2].filter: found \"PROBLEM_EVENT\", expected ANOMALY_EVENT");
    assertRefused(
        "/api/components/1/checks",
        body.replace("RISE", "UP"),
        "arguments[0].value: found \"UP\", expected one of RISE, DROP, RUNNING, ANY");
  }

  @Test
  void aParameterTakesSeveralArgumentsOnlyWhenItIsMultiple() throws Exception {
    made("/api/components/1/streams", STREAM);
    String more = ",{\"_type\":\"ArgumentStringVal\",\"parameter\":\"names\",\"value\":\"a\"}";
    String twice = CHECK.replaceFirst("]}$", more + more + "]}");
    assertThat(made("/api/components/1/checks", twice).path("arguments")).hasSize(4);

    String on = ",{\"_type\":\"ArgumentBooleanVal\",\"parameter\":\"active\",\"value\":true}";
    assertRefused(
        "/api/components/1/checks",
        CHECK.replaceFirst("]}$", on + on + "]}"),
        "arguments[3].parameter: found \"active\", expected another one");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/components/99/checks, Component",
    "/api/relations/99/streams, Relation",
  })
  void anElementThatIsNotThereIsTold(String path, String type) throws Exception {
    JsonNode error = ok(404, http.post(path, STREAM));

    assertThat(error.path("_type").asText()).isEqualTo("StackElementNotFound");
    assertThat(error.path("objectType").asText()).isEqualTo(type);
    assertThat(ok(404, http.delete("/api/components/1/checks/7")).path("objectType").asText())
        .isEqualTo("Check");
    assertThat(ok(404, http.put("/api/components/1/streams/x", STREAM)).path("objectId").asText())
        .isEqualTo("x");
  }

  @Test
  void aStreamStaysOfItsKind() throws Exception {
    long id = made("/api/components/1/streams", STREAM).path("id").asLong();
    String events = "{\"_type\":\"EventStream\",\"name\":\"e\",\"query\":{\"conditions\":[]}}";
    assertThat(made("/api/components/1/streams", events).path("_type").asText())
        .isEqualTo("EventTelemetryStreamDefinition");

    HttpApi.Reply reply = http.put("/api/components/1/streams/" + id, events);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.raw().body()).contains("a stream stays one of metrics or of events");
  }

  @Test
  void eachNeedsItsPermission() throws Exception {
    try (HttpApi streams = serve(caller(Permission.MANAGE_TELEMETRY_STREAMS));
        HttpApi checks = serve(caller(Permission.MANAGE_TOPOLOGY_ELEMENTS))) {
      assertThat(streams.post("/api/components/1/streams", STREAM).status()).isEqualTo(201);
      assertThat(streams.post("/api/components/1/checks", CHECK).status()).isEqualTo(403);
      assertThat(checks.post("/api/components/1/streams", STREAM).status()).isEqualTo(403);
      assertThat(checks.post("/api/components/1/checks", CHECK).status()).isEqualTo(201);
    }
  }

  private static Caller caller(Permission permission) {
    return new Caller("some", EnumSet.of(permission), List.of());
  }

  @Test
  void theyAreThereAgainAfterARestart() throws Exception {
    made("/api/components/1/streams", STREAM);
    JsonNode check = made("/api/components/1/checks", CHECK);

    StackGraphSettings after = new StackGraphSettings(store, InstantSource.system());

    ElementTelemetry stored =
        ElementTelemetry.read(
            after.byId(ElementTelemetry.nodeId(1)).orElseThrow().content().toString());
    assertThat(stored.element()).isEqualTo(1);
    assertThat(stored.streams()).hasSize(1);
    assertThat(Json.mapper().readTree(stored.checks().get(0).definition())).isEqualTo(check);
  }
}
