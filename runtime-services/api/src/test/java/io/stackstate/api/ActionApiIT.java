package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Source;
import io.stackstate.topology.TopologySnapshot;
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

/** Health sheet, section 15, case 62, over REST in a real worker process. */
@Timeout(400)
@ExtendWith(TestBroker.class)
class ActionApiIT {
  private static final String DESCRIBE =
      "[name: component.name, text: component.description.orElse('-'), "
          + "labels: component.labels*.name, own: component.state.healthState, "
          + "propagated: component.state.propagatedHealthState, layer: component.layer > 0, "
          + "environments: component.environments.size(), "
          + "url: component.synced[0].extTopologyElement.data.details_url, "
          + "time: topologyTime, start: telemetryTimeStart > 0, end: telemetryTimeEnd]";

  private static ApiStack stack;
  private static TopologySnapshot first;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    stack = new ApiStack(directory);
    first =
        stack.commit(
            List.of(
                component(31, "action-db", "database", "team:cart"),
                component(32, "x", "t", "team:cart"),
                component(33, "hidden", "t", "team:other")));
    stack.commit(List.of(component(31, "action-db", "renamed", "team:cart")));
    apply(
        action("describe", "type IN (\"database\", \"renamed\")", DESCRIBE)
            + ","
            + action("past", "type = \"database\" AND name = \"action-db\"", "'only then'")
            + ","
            + action("fails", "name = \"action-db\"", "log.info('here')\\nfoo.bar")
            + ","
            + action("logs", "name = \"action-db\"", "log.info('found {}', component.name)\\n7")
            + ","
            + action("counts", "name = \"action-db\"", "Topology.query('').components().count()"));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static Change component(long id, String name, String type, String label)
      throws Exception {
    Component component =
        new Component(
            id,
            name,
            type,
            "Databases",
            "Shop",
            List.of("Production"),
            List.of(label),
            List.of("urn:it:" + name),
            null,
            null,
            "{\"details_url\":\"https://example.org/" + name + "\"}",
            List.of(new Source(1, name, null)));
    return new Change(
        new ChangeKey(Aspect.COMPONENT, id), Json.mapper().writeValueAsBytes(component));
  }

  private static String action(String name, String bindQuery, String script) {
    return Json.mapper()
        .createObjectNode()
        .put("_type", "ComponentActionDefinition")
        .put("name", name)
        .put("identifier", "urn:it:component-action:" + name)
        .put("bindQuery", bindQuery)
        .put("script", script.replace("\\n", "\n"))
        .toString();
  }

  private static void apply(String nodes) throws Exception {
    stack.importSettings("{\"nodes\":[" + nodes + "]}");
  }

  private static List<String> names(String path) throws Exception {
    HttpApi.Reply reply = stack.http().get(path);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json().findValuesAsText("name");
  }

  private static HttpApi.Reply run(String component, String action, String body) throws Exception {
    return stack
        .http()
        .post(
            "/api/components/%s/actions/urn%%3Ait%%3Acomponent-action%%3A%s"
                .formatted(component, action),
            body);
  }

  private static HttpApi.Reply as(String token, String path) throws Exception {
    return stack.http().send(stack.http().anonymous(path).header("X-API-Token", token).GET());
  }

  @Test
  void anActionIsOfferedWhereItsQueryMatchesNowOrThen() throws Exception {
    assertThat(names("/api/components/31/actions"))
        .contains("counts", "describe", "fails", "logs")
        .doesNotContain("past");
    assertThat(names("/api/components/urn%3Ait%3Aaction-db/actions"))
        .isEqualTo(names("/api/components/31/actions"));
    assertThat(names("/api/components/32/actions")).doesNotContain("describe", "logs", "past");
    assertThat(names("/api/components/31/actions?queryTime=" + first.timeMillis()))
        .contains("describe", "past");
    JsonNode all = stack.http().get("/api/component-actions").json();
    assertThat(all.findValuesAsText("identifier")).contains("urn:it:component-action:past");
    assertThat(all.findValuesAsText("bindQuery")).contains("name = \"action-db\"");
    assertThat(all.findValues("error")).isEmpty();
  }

  @Test
  void aScriptSeesTheComponentAndTheTimesOfItsCaller() throws Exception {
    JsonNode live = run("31", "describe", "").json().path("result");
    JsonNode then =
        run("31", "describe", "{\"topologyTime\":" + first.timeMillis() + "}")
            .json()
            .at("/result/value");

    assertThat(live.path("_type").asText()).isEqualTo("Map");
    assertThat(live.path("value").toString())
        .isEqualTo(
            """
            {"name":"action-db","text":"-","labels":["team:cart"],"own":"UNKNOWN","propagated":"UNKNOWN","layer":true,"environments":1,"url":"https://example.org/action-db","time":null,"start":true,"end":null}""");
    assertThat(then.path("time").asLong()).isEqualTo(first.timeMillis());
    assertThat(then.path("end").asLong()).isEqualTo(first.timeMillis());
  }

  @Test
  void anActionIsRunOnlyForComponentsThatHaveIt() throws Exception {
    HttpApi.Reply other = run("32", "describe", "{}");
    HttpApi.Reply now = run("31", "past", "{}");
    HttpApi.Reply then = run("31", "past", "{\"topologyTime\":" + first.timeMillis() + "}");

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("_type").asText()).isEqualTo("ComponentActionNotBound");
    assertThat(now.status()).isEqualTo(409);
    assertThat(then.json().at("/result/value").asText()).isEqualTo("only then");
    assertThat(run("99", "describe", "{}").json().path("_type").asText())
        .isEqualTo("StackElementNotFound");
    HttpApi.Reply unknown = run("31", "none", "{}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().path("actionId").asText()).isEqualTo("urn:it:component-action:none");
    assertThat(run("31", "describe", "{\"topologyTime\":-1}").status()).isEqualTo(400);
  }

  @Test
  void theSamplesTellWhatDependsOnAComponentAndWhereItComesFrom() throws Exception {
    stack.commit(List.of(component(34, "action-server", "server", "team:cart")));
    stack.importSettings(Files.readString(Path.of("../../samples/scripts/actions.sty")));
    String actions = "/api/components/34/actions/urn%3Aexample%3Acomponent-action%3A";

    assertThat(names("/api/components/32/actions"))
        .contains("What depends on it")
        .doesNotContain("Where it comes from");
    assertThat(names("/api/components/34/actions"))
        .contains("Where it comes from")
        .doesNotContain("Open runbook");
    assertThat(result(actions + "what-depends-on-it"))
        .isEqualTo(
            """
            {"_type":"ShowTopologyByQuery","value":{"_type":"ShowTopologyByQuery","query":"withNeighborsOf(components = (id = \\"34\\"), levels = \\"3\\", direction = \\"up\\")"}}""");
    assertThat(result(actions + "where-it-comes-from"))
        .isEqualTo(
            """
            {"_type":"List","value":[{"synchronization":1,"externalId":"action-server"}]}""");
    Health critical = new Health(34, HealthState.CRITICAL, HealthState.CRITICAL);
    stack.commit(
        List.of(
            new Change(
                new ChangeKey(Aspect.HEALTH, 34), Json.mapper().writeValueAsBytes(critical))));
    assertThat(result(actions + "runbook"))
        .isEqualTo(
            """
            {"_type":"URLRedirectResponse","value":{"_type":"URLRedirectResponse","url":"https://wiki.example.org/servers/action-server"}}""");
  }

  private static String result(String path) throws Exception {
    HttpApi.Reply reply = stack.http().post(path, "");
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json().path("result").toString();
  }

  /** Query sheet, 15.3, S22: a script of the shape that a published StackPack has. */
  @Test
  void aScriptOfAStackPackLeadsToTheSourceOfAComponent() throws Exception {
    apply(
        "{\"_type\":\"Layer\",\"name\":\"Netmon east\",\"identifier\":\"urn:it:layer:netmon\",\"order\":1},"
            + action(
                "go",
                "name = \"monitored\"",
                "entry = component.synced.find { entry ->\n  Graph.query { it.V(entry.sync)[0].property('name').value().contains(\"Netmon\") }\n}\nUI.redirectToURL(entry.extTopologyElement.data.details_url)"));
    long sync =
        stack.http().get("/api/node/Layer/urn%3Ait%3Alayer%3Anetmon").json().path("id").asLong();
    Component component =
        new Component(
            35,
            "monitored",
            "t",
            "l",
            "d",
            null,
            null,
            null,
            null,
            null,
            "{\"details_url\":\"https://netmon.example.org/7\"}",
            List.of(new Source(sync, "n7", null)));
    stack.commit(
        List.of(
            new Change(
                new ChangeKey(Aspect.COMPONENT, 35), Json.mapper().writeValueAsBytes(component))));

    assertThat(result("/api/components/35/actions/urn%3Ait%3Acomponent-action%3Ago"))
        .contains("\"_type\":\"URLRedirectResponse\",\"url\":\"https://netmon.example.org/7\"");
  }

  @Test
  void everyComponentHasAForecastOfItsHealth() throws Exception {
    HttpApi.Reply report = run32("urn%3Astackpack%3Acommon%3Acomponent-action%3Ahealth-forecast");

    assertThat(names("/api/components/32/actions")).contains("Health Forecast (12h)");
    assertThat(report.json().at("/result/_type").asText()).isEqualTo("ShowStmlReport");
    assertThat(report.json().at("/result/value/stml").asText())
        .isEqualTo("# Health forecast of x\n\nIt has no checks on metrics.\n");
  }

  private static HttpApi.Reply run32(String action) throws Exception {
    return stack.http().post("/api/components/32/actions/" + action, "");
  }

  @Test
  void errorsAndLogLinesOfAScriptAreTold() throws Exception {
    HttpApi.Reply failed = run("31", "fails", "{}");
    JsonNode logged = run("31", "logs", "{}").json();

    assertThat(failed.status()).isEqualTo(400);
    assertThat(failed.json().path("_type").asText()).isEqualTo("ExecuteScriptGroovyRuntimeError");
    assertThat(failed.json().at("/location/line").asInt()).isEqualTo(2);
    assertThat(logged.toString())
        .isEqualTo(
            """
            {"result":{"_type":"Integer","value":7},"log":[{"level":"INFO","message":"found action-db"}]}""");
  }

  @Test
  void actionsNeedAPermissionAndSeeWhatTheirCallerSees() throws Exception {
    assertThat(as("reader", "/api/components/31/actions").status()).isEqualTo(403);
    assertThat(as("scoped", "/api/components/32/actions").status()).isEqualTo(200);
    assertThat(as("scoped", "/api/components/33/actions").status()).isEqualTo(404);
    long seen = run("31", "counts", "{}").json().at("/result/value").asLong();
    HttpApi.Reply inScope =
        stack
            .http()
            .send(
                stack
                    .http()
                    .anonymous("/api/components/31/actions/urn%3Ait%3Acomponent-action%3Acounts")
                    .header("X-API-Token", "scoped")
                    .POST(BodyPublishers.ofString("{}")));
    assertThat(seen).isGreaterThan(inScope.json().at("/result/value").asLong()).isPositive();
  }
}
