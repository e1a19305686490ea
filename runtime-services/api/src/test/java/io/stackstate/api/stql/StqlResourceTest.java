package io.stackstate.api.stql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.topology.ExplainResource;
import io.stackstate.api.topology.FixedTopology;
import io.stackstate.api.topology.Fixture;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.api.topology.SnapshotLimits;
import io.stackstate.model.Json;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StqlResourceTest {
  private static HttpApi http;

  @BeforeAll
  static void start() {
    FixedTopology topology = new FixedTopology(Fixture.snapshot());
    SnapshotLimits limits =
        new SnapshotLimits(8, 10_000, 100_000, 2, Duration.ofSeconds(15), Duration.ofSeconds(60));
    QueryGate gate = new QueryGate(topology, limits, InstantSource.system());
    http =
        TestRoutes.serve(
            routes -> {
              new StqlResource(topology).bind(routes);
              new ExplainResource(gate).bind(routes);
            });
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  @Test
  void completesValuesWithTheNumberOfComponentsThatHaveThem() throws Exception {
    JsonNode completion = ask("complete", "layer = Da");
    assertThat(completion.toString())
        .isEqualTo(
            "{\"from\":8,\"to\":10,\"complete\":true,\"items\":[{\"text\":\"\\\"Databases\\\"\","
                + "\"kind\":\"VALUE\",\"count\":2,\"description\":\"\"}]}");
  }

  @Test
  void completesWhereTheCaretIsAndNoMoreThanAskedFor() throws Exception {
    ObjectNode body = Json.mapper().createObjectNode().put("query", "la and more");
    JsonNode completion = post("complete", body.put("caret", 2).put("limit", 1));
    assertThat(completion.at("/items/0/kind").textValue()).isEqualTo("KEY");
    assertThat(completion.get("items")).hasSize(1);
    HttpApi.Reply beyond = http.post("/api/stql/complete", body.put("caret", 12).toString());
    assertThat(beyond.status()).isEqualTo(400);
    assertThat(beyond.json().at("/errors/0/message").textValue())
        .isEqualTo("caret: found 12, expected a whole number from 0 to 11");
  }

  @Test
  void validatesWithPlacesAndWarnsAboutValuesThatNobodyHas() throws Exception {
    JsonNode wrong = ask("validate", "layr = \"x\"");
    assertThat(wrong.get("valid").booleanValue()).isFalse();
    assertThat(wrong.at("/problems/0/severity").textValue()).isEqualTo("ERROR");
    assertThat(wrong.at("/problems/0/column").intValue()).isEqualTo(1);
    assertThat(wrong.at("/problems/0/message").textValue()).contains("layer");
    JsonNode doubtful = ask("validate", "layer = \"Cellars\"");
    assertThat(doubtful.toString())
        .isEqualTo(
            "{\"valid\":true,\"problems\":[{\"severity\":\"WARNING\",\"start\":8,\"end\":17,"
                + "\"line\":1,\"column\":9,\"message\":\"no component has this layer now\"}]}");
  }

  @Test
  void formats() throws Exception {
    assertThat(ask("format", "layer='x' and( name =y)").get("query").textValue())
        .isEqualTo("layer = \"x\" AND name = \"y\"");
    HttpApi.Reply wrong = http.post("/api/stql/format", "{\"query\":\"layer =\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().get("_type").textValue()).isEqualTo("QueryParsingFailure");
  }

  @Test
  void turnsAQueryIntoBoxesAndBoxesIntoTheSameQuery() throws Exception {
    String query =
        "domain IN (\"web\") OR name IN (\"db-1\")"
            + " OR withNeighborsOf(components = (name IN (\"x\")), levels = \"2\", direction = \"up\")";
    JsonNode boxes = ask("basic", query);
    assertThat(boxes.get("basic").booleanValue()).isTrue();
    assertThat(boxes.at("/filter/domains").toString()).isEqualTo("[\"web\"]");
    assertThat(boxes.at("/filter/neighbors").toString())
        .isEqualTo("[{\"components\":\"name IN (\\\"x\\\")\",\"levels\":2,\"direction\":\"up\"}]");
    ObjectNode back = Json.mapper().createObjectNode();
    back.set("filter", boxes.get("filter"));
    assertThat(post("basic", back).get("query").textValue()).isEqualTo(query);
  }

  @Test
  void saysWhatTheBoxesLose() throws Exception {
    JsonNode boxes = ask("basic", "layer = \"a\" AND type != \"b\"");
    assertThat(boxes.get("basic").booleanValue()).isFalse();
    assertThat(boxes.at("/filter/layers").toString()).isEqualTo("[\"a\"]");
    assertThat(boxes.at("/lost/0/part").textValue()).isEqualTo("type != \"b\"");
    assertThat(boxes.at("/lost/0/reason").textValue()).contains("cannot exclude");
  }

  @Test
  void namesTheBoxThatIsWrong() throws Exception {
    assertThat(message("{\"filter\":{\"healthStates\":[\"FINE\"]}}"))
        .startsWith("filter.healthStates: found \"FINE\", expected one of");
    assertThat(message("{\"filter\":{\"neighbors\":[{\"levels\":16}]}}"))
        .isEqualTo("filter.neighbors[0].levels: found 16, expected a whole number from 1 to 15");
    assertThat(message("{\"filter\":{\"neighbors\":[{\"direction\":\"left\"}]}}"))
        .isEqualTo("filter.neighbors[0].direction: found \"left\", expected one of up, down, both");
    assertThat(message("{\"filter\":{},\"query\":\"\"}")).startsWith("query: found");
  }

  @Test
  void explainsWhatEachStepSelects() throws Exception {
    JsonNode explanation = ask("explain", "layer = \"Databases\" AND environment = \"Staging\"");
    assertThat(explanation.get("selected").intValue()).isEqualTo(1);
    assertThat(explanation.at("/plan/operation").textValue()).isEqualTo("AND");
    assertThat(explanation.at("/plan/inputs")).hasSize(2);
    assertThat(explanation.at("/plan/inputs/0/actual").intValue()).isEqualTo(2);
    assertThat(explanation.has("problem")).isFalse();
  }

  @Test
  void explainsWhereALimitEndedTheQuery() throws Exception {
    JsonNode explanation =
        ask("explain", "withNeighborsOf(components = (name = \"*\"), levels = \"15\")");
    assertThat(explanation.get("problem").textValue()).contains("more than 8 elements");
    assertThat(explanation.has("selected")).isFalse();
    assertThat(explanation.at("/plan/state").textValue()).isEqualTo("STOPPED");
  }

  private static JsonNode ask(String what, String query) throws Exception {
    return post(what, Json.mapper().createObjectNode().put("query", query));
  }

  private static JsonNode post(String what, ObjectNode body) throws Exception {
    HttpApi.Reply reply = http.post("/api/stql/" + what, body.toString());
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }

  private static String message(String body) throws Exception {
    HttpApi.Reply reply = http.post("/api/stql/basic", body);
    assertThat(reply.status()).isEqualTo(400);
    return reply.json().at("/errors/0/message").textValue();
  }
}
