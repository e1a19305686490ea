package io.stackstate.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyQueryResourceTest {
  private static HttpApi http;

  @BeforeAll
  static void start() {
    SnapshotLimits limits =
        new SnapshotLimits(
            10_000, 10_000, 100_000, 2, Duration.ofSeconds(15), Duration.ofSeconds(60));
    QueryGate gate =
        new QueryGate(new FixedTopology(Fixture.snapshot()), limits, InstantSource.system());
    http =
        TestRoutes.serve(
            routes -> {
              new TopologyQueryResource(gate).bind(routes);
              new SuggestionResource(gate).bind(routes);
            });
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @Test
  void listsComponentsWithTheFieldsThatAreWantedByName() throws Exception {
    JsonNode page =
        query(
            """
            {"query":"layer = 'Databases'","fields":["name","health","updatedMillis","version"]}""");
    assertThat(page.toString())
        .isEqualTo(
            "{\"_type\":\"TopologyPage\",\"commit\":17,\"timeMillis\":1700000000000,\"total\":2,"
                + "\"components\":["
                + "{\"name\":\"cart-db\",\"health\":\"CRITICAL\",\"updatedMillis\":1700000000000},"
                + "{\"name\":\"ledger\",\"health\":\"CLEAR\",\"updatedMillis\":1700000000000}]}");
  }

  @Test
  void givesNamesAndNotNumbersUnlessFieldsAreNamed() throws Exception {
    JsonNode component = query("{\"query\":\"id = \\\"6\\\"\"}").at("/components/0");
    assertThat(component.toString())
        .isEqualTo(
            "{\"id\":6,\"name\":\"ledger\",\"type\":\"database\",\"layer\":\"Databases\","
                + "\"domain\":\"Bank\",\"environments\":[\"Production\",\"Staging\"],"
                + "\"health\":\"CLEAR\",\"labels\":[\"backup:no\"],"
                + "\"identifiers\":[\"urn:x:ledger\"]}");
  }

  @Test
  void readsPageAfterPageToTheEnd() throws Exception {
    List<String> names = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      String after = cursor.isEmpty() ? "" : ",\"cursor\":\"" + cursor + "\"";
      JsonNode page = query("{\"order\":\"-name\",\"page\":{\"limit\":4" + after + "}}");
      names.addAll(page.findValuesAsText("name"));
      assertThat(page.get("total").intValue()).isEqualTo(6);
      cursor = page.path("next").asText();
      pages++;
    } while (!cursor.isEmpty());
    assertThat(pages).isEqualTo(2);
    assertThat(names)
        .containsExactly("shop-web-st", "shop-web", "ledger", "host-7", "cart-db", "cart-api");
  }

  @Test
  void ordersByHealthWorstFirst() throws Exception {
    JsonNode page = query("{\"order\":\"-health\",\"page\":{\"limit\":2}}");
    assertThat(page.findValuesAsText("name")).containsExactly("cart-db", "cart-api");
  }

  @Test
  void onlyCounts() throws Exception {
    JsonNode count = query("{\"query\":\"type = 'service'\",\"count\":true}");
    assertThat(count.get("_type").textValue()).isEqualTo("TopologyCount");
    assertThat(count.get("components").intValue()).isEqualTo(3);
  }

  @Test
  void countsByOneAttributeAndByTwo() throws Exception {
    JsonNode one = query("{\"groupBy\":\"environment\",\"page\":{\"limit\":1}}");
    assertThat(one.get("components").intValue()).isEqualTo(6);
    assertThat(one.get("groupCount").intValue()).isEqualTo(2);
    assertThat(one.get("groups").toString())
        .isEqualTo("[{\"values\":[\"Production\"],\"count\":5}]");
    JsonNode two = query("{\"groupBy\":[\"layer\",\"healthstate\"]}");
    assertThat(two.get("groupBy").toString()).isEqualTo("[\"layer\",\"healthstate\"]");
    assertThat(two.at("/groups/0/count").intValue()).isEqualTo(1);
    assertThat(two.get("groups")).hasSize(6);
  }

  @Test
  void restrictsByPatternsBesideTheQuery() throws Exception {
    JsonNode page =
        query(
            """
            {"query":"layer IN ('Applications','Databases')","patterns":{"name":"cart*","type":"s*"}}""");
    assertThat(page.findValuesAsText("name")).containsExactly("cart-api");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"order\":\"colour\"} | order: found \"colour\", expected one of id, name, type, layer, domain, health, updated, with - in front for the reverse",
        "{\"page\":{\"limit\":0}} | page.limit: found 0, expected a whole number from 1 to 2147483647",
        "{\"page\":{\"cursor\":\"???\"}} | page.cursor: found a text that is none, expected the \"next\" of a page",
        "{\"count\":true,\"groupBy\":\"layer\"} | groupBy: found \"layer\", expected nothing beside count",
        "{\"groupBy\":\"layer\",\"page\":{\"cursor\":\"x\"}} | page.cursor: found \"x\", expected nothing beside groupBy",
        "{\"groupBy\":[\"layer\",\"layer\"]} | groupBy: found [\"layer\",\"layer\"], expected one attribute, or two different ones",
        "{\"groupBy\":\"id\"} | groupBy: found \"id\", expected one of name, type, layer, domain, environment, label, healthstate, identifier",
        "{\"fields\":[\"name\",\"colour\"]} | fields: found [\"name\",\"colour\"], expected some of id, name, type, layer, domain, environments, health, propagatedHealth, labels, identifiers, description, version, updatedMillis, properties",
        "{\"fields\":[5]} | fields: found [5], expected a string or a list of strings",
        "{\"patterns\":{\"colour\":\"*\"}} | patterns: found \"colour\", expected one of name, type, layer, domain, environment, label, healthstate, identifier",
        "{\"at\":\"-5m\"} | at: found \"-5m\", expected epoch milliseconds",
      })
  void namesTheFieldThatIsWrong(String body, String message) throws Exception {
    HttpApi.Reply reply = http.post("/api/topology/query", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/message").textValue()).isEqualTo(message);
  }

  @Test
  void saysAsTheSnapshotDoesWhyThereIsNoAnswer() throws Exception {
    assertThat(query("{\"page\":{\"limit\":20000}}").toString())
        .isEqualTo("{\"_type\":\"ViewSnapshotTopologySizeOverflow\",\"maxSize\":10000}");
    assertThat(query("{\"at\":1000}").get("_type").textValue())
        .isEqualTo("ViewSnapshotDataUnavailable");
    assertThat(query("{\"at\":7000}").get("_type").textValue())
        .isEqualTo("ViewSnapshotFetchTimeout");
    HttpApi.Reply wrong = http.post("/api/topology/query", "{\"query\":\"name =\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().get("_type").textValue()).isEqualTo("QueryParsingFailure");
  }

  @Test
  void countsComponentsAndRelationsForAnOverview() throws Exception {
    JsonNode size = http.get("/api/topology/count?query=domain%20%3D%20%22Shop%22").json();
    assertThat(size.get("components").intValue()).isEqualTo(4);
    assertThat(size.get("relations").intValue()).isEqualTo(3);
    assertThat(size.get("limit").intValue()).isEqualTo(10_000);
  }

  @Test
  void suggestsTheMostFrequentValuesThatContainAText() throws Exception {
    JsonNode all = http.get("/api/topology/suggestions?field=label&match=TEAM&limit=1").json();
    assertThat(all.toString())
        .isEqualTo("{\"items\":[{\"value\":\"team:cart\",\"count\":2}],\"complete\":false}");
    JsonNode some =
        http.get("/api/topology/suggestions?field=label&query=environment%3D%22Staging%22").json();
    assertThat(some.findValuesAsText("value")).containsExactly("backup:no", "team:web");
    assertThat(http.get("/api/topology/suggestions?field=x").status()).isEqualTo(400);
  }

  private static JsonNode query(String body) throws Exception {
    HttpApi.Reply reply = http.post("/api/topology/query", body);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }
}
