package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.api.topology.Fixture;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators ask of the graph, and what those who are none may not. */
@ExtendWith(TestBroker.class)
class AdminIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static ApiStack stack;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    stack = new ApiStack(directory.resolve("graph"));
    stack.commit(Fixture.changes());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void answersGremlinInTheShapeOfItsServer() throws Exception {
    JsonNode answer =
        gremlin(
            "{\"gremlin\":\"g.V().has('name',n).values('type')\",\"bindings\":{\"n\":\"cart-db\"}}");
    assertThat(answer.get("requestId").asText()).matches("[0-9a-f-]{36}");
    assertThat(answer.get("status").toString())
        .isEqualTo("{\"message\":\"\",\"code\":200,\"attributes\":{}}");
    assertThat(answer.get("result").toString()).isEqualTo("{\"data\":[\"database\"],\"meta\":{}}");
  }

  @Test
  void answersGremlinWithTypesToWhoeverAcceptsThem() throws Exception {
    HttpRequest.Builder request =
        stack
            .http()
            .request("/admin/gremlin")
            .header("Accept", "application/vnd.gremlin-v3.0+json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"gremlin\":\"g.V().has('name','cart-db').count()\",\"language\":\"gremlin-groovy\"}"));
    JsonNode answer = stack.http().send(request).json();
    assertThat(answer.at("/result/data").toString())
        .isEqualTo("{\"@type\":\"g:List\",\"@value\":[{\"@type\":\"g:Int64\",\"@value\":1}]}");
    assertThat(answer.at("/status/attributes/@type").asText()).isEqualTo("g:Map");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"gremlin\":\"g.V(\"}|400|line 1, column 5",
        "{\"gremlin\":\"g.V().drop()\"}|403|drop() is not permitted",
        "{\"gremlin\":\"g.V()\",\"language\":\"cypher\"}|400|language: found",
        "{\"gremlin\":\"g.V(x)\",\"bindings\":{\"x\":{}}}|400|bindings.x: found {}",
        "{}|400|gremlin: found nothing"
      })
  void tellsWhyATraversalHasNoAnswer(String body, int status, String message) throws Exception {
    HttpApi.Reply reply = stack.http().post("/admin/gremlin", body);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().at("/errors/0/message").asText()).startsWith(message);
  }

  @Test
  void endsATraversalAfterItsTime() throws Exception {
    HttpApi.Reply reply =
        stack
            .http()
            .post(
                "/admin/gremlin?timeout-ms=50", "{\"gremlin\":\"g.inject(1).repeat(identity())\"}");
    assertThat(reply.status()).isEqualTo(408);
  }

  @Test
  void verifiesTheGraphAndRemembersTheResult() throws Exception {
    assertThat(json("all", "POST", "/admin/graph/verify?repair=true", "").get("_type").asText())
        .isEqualTo("GraphVerification");
    JsonNode last = awaitIdle("/admin/graph/verify").get("last");
    assertThat(last.get("outcome").asText()).isEqualTo("Succeeded");
    assertThat(last.get("agrees").booleanValue()).isTrue();
    assertThat(last.get("repair").booleanValue()).isTrue();
    assertThat(last.get("differences")).isEmpty();
  }

  @Test
  void rebuildsTheGraphBesideTheOneInUse() throws Exception {
    json("all", "POST", "/admin/graph/rebuild", "");
    JsonNode last = awaitIdle("/admin/graph/rebuild").get("last");
    assertThat(last.toPrettyString()).contains("\"outcome\" : \"Succeeded\"");
    assertThat(last.get("components").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/admin/retention/window",
    "POST,/admin/retention/removeExpiredData",
    "POST,/admin/gremlin",
    "GET,/admin/graph/verify",
    "POST,/admin/graph/verify",
    "POST,/admin/graph/rebuild",
    "GET,/api/topic",
    "GET,/api/topic/stackgraph_changes",
    "GET,/api/integrations",
    "PUT,/api/integrations/urn:x:y",
    "DELETE,/api/integrations/urn:x:y",
    "GET,/api/synchronization/topology/streams",
    "POST,/api/synchronization/topology/streams/clearErrors"
  })
  void keepsScopedTokensOut(String method, String path) throws Exception {
    HttpApi.Reply reply = send("scoped", method, path, "{}");
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(403);
    assertThat(reply.json().get("_type").asText()).isEqualTo("ErrorsResponse");
    assertThat(reply.json().at("/errors/0/message").asText())
        .startsWith("not permitted: this needs the permission ");
  }

  @Test
  void showsScopedTokensTheirPartOfTheTopology() throws Exception {
    JsonNode list =
        json("scoped", "POST", "/api/topology/query", "{\"query\":\"\",\"order\":\"name\"}");
    assertThat(list.findValuesAsText("name")).containsExactly("cart-api", "cart-db");
    assertThat(json("scoped", "GET", "/api/topology/status", null).get("components").asInt())
        .isEqualTo(2);
    assertThat(send("scoped", "GET", "/api/components/1", null).status()).isEqualTo(404);
    assertThat(send("scoped", "GET", "/api/relations/12", null).status()).isEqualTo(404);
    assertThat(send("scoped", "GET", "/api/relations/23", null).status()).isEqualTo(200);
    assertThat(send("scoped", "GET", "/api/server/info", null).status()).isEqualTo(200);
  }

  @Test
  void putsPlaceholdersWhereATraversalReachesOutOfScope() throws Exception {
    JsonNode snapshot =
        json(
                "scoped",
                "POST",
                "/api/snapshot",
                "{\"query\":\"withNeighborsOf(components = (name = \\\"cart-api\\\"), levels ="
                    + " \\\"1\\\")\"}")
            .get("viewSnapshotResponse");
    assertThat(snapshot.findValuesAsText("name")).contains("cart-api", "cart-db");
    JsonNode hidden = null;
    for (JsonNode component : snapshot.get("components")) {
      hidden = component.get("id").asLong() == 1 ? component : hidden;
    }
    assertThat(hidden.get("_type").asText()).isEqualTo("RestrictedViewComponent");
    assertThat(hidden).hasSize(4);
    assertThat(hidden.get("visible").booleanValue()).isFalse();
    assertThat(snapshot.get("relations").findValuesAsText("_type"))
        .contains("ViewRelation", "RestrictedViewRelation");
  }

  @Test
  void letsNobodyAskQueriesOfTheirOwnWithoutThePermission() throws Exception {
    assertThat(send("reader", "POST", "/api/topology/query", "{\"query\":\"\"}").status())
        .isEqualTo(200);
    HttpApi.Reply own = send("reader", "POST", "/api/topology/query", "{\"query\":\"name = x\"}");
    assertThat(own.status()).isEqualTo(403);
  }

  private static JsonNode awaitIdle(String path) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> json("all", "GET", path, null),
            status -> status.get("state").asText().equals("Idle"));
  }

  private static JsonNode gremlin(String body) throws Exception {
    return json("all", "POST", "/admin/gremlin", body);
  }

  private static JsonNode json(String token, String method, String path, String body)
      throws Exception {
    HttpApi.Reply reply = send(token, method, path, body);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }

  private static HttpApi.Reply send(String token, String method, String path, String body)
      throws Exception {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    String secret = token.equals("all") ? HttpApi.TOKEN : token;
    return stack
        .http()
        .send(stack.http().anonymous(path).header("X-API-Key", secret).method(method, publisher));
  }
}
