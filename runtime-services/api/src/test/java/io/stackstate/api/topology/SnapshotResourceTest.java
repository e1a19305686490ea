package io.stackstate.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.model.Json;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotResourceTest {
  private static final SnapshotLimits LIMITS =
      new SnapshotLimits(
          10_000, 10_000, 100_000, 2, Duration.ofSeconds(15), Duration.ofSeconds(60));

  private HttpApi http;

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void answersWithTheComponentsAndTheRelationsAmongThem() throws Exception {
    serve(new FixedTopology(Fixture.snapshot()), LIMITS);
    JsonNode result = response(snapshot("name IN (\"shop-web\", \"cart-api\", \"ledger\")"));
    assertThat(result.get("_type").textValue()).isEqualTo("ViewSnapshot");
    assertThat(ids(result.get("components"))).containsExactlyInAnyOrder(1L, 2L, 6L);
    assertThat(ids(result.get("relations"))).containsExactlyInAnyOrder(12L, 26L);
  }

  @Test
  void acceptsTheWholeShapeThatClientsSend() throws Exception {
    serve(new FixedTopology(Fixture.snapshot()), LIMITS);
    HttpApi.Reply reply =
        http.post(
            "/api/snapshot?timeout-ms=30000&timeoutSeconds=",
            """
            {"_type":"ViewSnapshotRequest","query":"name = 'host-7'","queryVersion":"0.0.1",
             "viewId":42,
             "metadata":{"_type":"QueryMetadata","groupingEnabled":true,"showIndirectRelations":true,
              "minGroupSize":2,"groupedByLayer":false,"groupedByDomain":false,
              "groupedByRelation":false,"autoGrouping":false,"connectedComponents":false,
              "neighboringComponents":false,"showFullComponent":true,"showCause":"NONE",
              "queryTime":null}}
            """);
    assertThat(reply.json().get("viewId").longValue()).isEqualTo(42);
    JsonNode result = response(reply);
    assertThat(ids(result.get("components"))).containsExactly(4L);
    assertThat(result.get("groups")).isEmpty();
    assertThat(result.at("/traversalResult/allHiddenPathsTraversed").booleanValue()).isFalse();
  }

  @Test
  void showsTheProblemsThatConcernTheResult() throws Exception {
    List<Change> changes = new ArrayList<>(Fixture.changes());
    changes.add(Fixture.problem());
    serve(new FixedTopology(Fixture.snapshot(changes)), LIMITS);

    JsonNode problem = response(snapshot("name = 'cart-api'")).get("problems").get(0);
    assertThat(problem.get("_type").textValue()).isEqualTo("RootComponentProblem");
    assertThat(problem.get("problemId").longValue()).isEqualTo(70);
    assertThat(problem.get("componentName").textValue()).isEqualTo("cart-db");
    assertThat(problem.at("/contributingProblems/0/failingCheck/name").textValue())
        .isEqualTo("5xx");

    JsonNode other = response(snapshot("name = 'ledger'"));
    assertThat(other.get("problems")).isEmpty();
    assertThat(other.get("problemLimitReached").intValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "showCause | NONE | 1",
        "showCause | CAUSE_ONLY | 1,3",
        "showCause | FULL_CAUSE_TREE | 1,2,3",
        "rootCauseMode | no-cause | 1",
        "rootCauseMode | full-cause-tree | 1,2,3"
      })
  void showsCausesOutsideOfTheResultWhenAskedTo(String field, String mode, String expected)
      throws Exception {
    List<Change> changes = new ArrayList<>(Fixture.changes());
    changes.add(Fixture.problem());
    serve(new FixedTopology(Fixture.snapshot(changes)), LIMITS);
    JsonNode result =
        response(
            http.post(
                "/api/snapshot",
                "{\"query\":\"name = 'shop-web'\",\"metadata\":{\"%s\":\"%s\"}}"
                    .formatted(field, mode)));
    assertThat(
            String.join(
                ",", ids(result.get("components")).stream().map(String::valueOf).sorted().toList()))
        .isEqualTo(expected);
  }

  @Test
  void refusesAnotherWayToShowCauses() throws Exception {
    serve(new FixedTopology(Fixture.snapshot()), LIMITS);
    HttpApi.Reply reply =
        http.post("/api/snapshot", "{\"query\":\"\",\"metadata\":{\"showCause\":\"ALL\"}}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.raw().body()).contains("showCause", "ALL", "cause-only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name =",
        "name IN ()",
        "(name = \"a\"",
        "name = \"a\" name = \"b\"",
        "colour = \"x\"",
        "withNeighborsOf(components = (name = \"a\"), levels = \"16\")",
        "withNeighborsOf(components = (name = \"a\"), direction = \"sideways\")",
        "foo(name = \"a\")"
      })
  void answersAWrongQueryWithItsPlaceAndWhatWasExpected(String query) throws Exception {
    serve(new FixedTopology(Fixture.snapshot()), LIMITS);
    HttpApi.Reply reply = snapshot(query);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.json().get("_type").textValue()).isEqualTo("QueryParsingFailure");
    assertThat(reply.json().get("reason").textValue())
        .matches("(?s)line \\d+, column \\d+: .*")
        .contains("found", "expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name = \"*\"",
        "withNeighborsOf(components=(name=\"*\"), levels=\"15\") AND layer = \"Databases\""
      })
  void answersWithAnOverflowWhenTheQueryLoadsTooMuch(String query) throws Exception {
    serve(
        new FixedTopology(Fixture.snapshot()),
        new SnapshotLimits(4, 4, 100, 2, Duration.ofSeconds(15), Duration.ofSeconds(60)));
    JsonNode result = response(snapshot(query));
    assertThat(result.get("_type").textValue()).isEqualTo("ViewSnapshotTopologySizeOverflow");
    assertThat(result.get("maxSize").intValue()).isEqualTo(4);
  }

  @Test
  void answersWithAnOverflowWhenTheResultHasTooManyRelations() throws Exception {
    serve(
        new FixedTopology(Fixture.snapshot()),
        new SnapshotLimits(100, 100, 5, 2, Duration.ofSeconds(15), Duration.ofSeconds(60)));
    assertThat(response(snapshot("")).get("maxSize").intValue()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1000", "'\"1000\"'"})
  void answersWhenThePastIsNoLongerKept(String queryTime) throws Exception {
    serve(new FixedTopology(Fixture.snapshot()), LIMITS);
    JsonNode result =
        response(
            http.post(
                "/api/snapshot",
                "{\"query\":\"\",\"metadata\":{\"queryTime\":" + queryTime + "}}"));
    assertThat(result.get("_type").textValue()).isEqualTo("ViewSnapshotDataUnavailable");
    assertThat(result.get("unavailableAtEpochMs").longValue()).isEqualTo(1000);
    assertThat(result.get("availableSinceEpochMs").longValue()).isEqualTo(5000);
  }

  @Test
  void saysThatTheStoreOfThePastIsAwayWhileThePresentIsThere() throws Exception {
    serve(new FixedTopology(Fixture.snapshot()), LIMITS);
    HttpApi.Reply reply =
        http.post("/api/snapshot", "{\"query\":\"\",\"metadata\":{\"queryTime\":8000}}");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().get("_type").textValue()).isEqualTo("ErrorsResponse");
    assertThat(reply.json().get("errors").get(0).get("message").textValue())
        .isEqualTo("the store has not answered for 9 seconds; the present can still be asked for");
    assertThat(response(http.post("/api/snapshot", "{\"query\":\"\"}")).get("_type").textValue())
        .isEqualTo("ViewSnapshot");
  }

  @Test
  void answersWithTheTimeoutThatWasUsed() throws Exception {
    serve(new FixedTopology(Fixture.snapshot()), LIMITS);
    JsonNode result =
        response(
            http.post(
                "/api/snapshot?timeoutSeconds=7",
                "{\"query\":\"\",\"metadata\":{\"queryTime\":7000}}"));
    assertThat(result.get("_type").textValue()).isEqualTo("ViewSnapshotFetchTimeout");
    assertThat(result.get("usedTimeoutSeconds").intValue()).isEqualTo(7);
  }

  @Test
  void answersWhenTooManyQueriesAreActiveAndAgainWhenTheyAreDone() throws Exception {
    Held held = new Held(new CountDownLatch(2), new CountDownLatch(1));
    serve(held, LIMITS);
    List<CompletableFuture<HttpApi.Reply>> first = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      first.add(CompletableFuture.supplyAsync(() -> uninterrupted("name = a")));
    }
    held.arrived().await();
    assertThat(response(snapshot("name = a")).get("_type").textValue())
        .isEqualTo("ViewSnapshotTooManyActiveQueries");
    held.release().countDown();
    for (CompletableFuture<HttpApi.Reply> reply : first) {
      assertThat(response(reply.join()).get("_type").textValue()).isEqualTo("ViewSnapshot");
    }
    assertThat(response(snapshot("name = a")).get("_type").textValue()).isEqualTo("ViewSnapshot");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                     | query: found nothing, expected an STQL query as a string",
        "{\"query\":5}          | query: found 5, expected a string",
        "{\"query\":\"\",\"metadata\":[]} | metadata: found [], expected an object",
        "{\"query\":\"\",\"metadata\":{\"queryTime\":\"-5m\"}} | metadata.queryTime: found \"-5m\", expected epoch milliseconds",
        "{\"query\":\"\",\"metadata\":{\"queryTime\":1.5}} | metadata.queryTime: found 1.5, expected epoch milliseconds",
        "{\"query\":\"\",\"metadata\":{\"groupingEnabled\":1}} | metadata.groupingEnabled: found 1, expected true or false"
      })
  void namesTheFieldThatIsWrong(String body, String message) throws Exception {
    serve(new FixedTopology(Fixture.snapshot()), LIMITS);
    HttpApi.Reply reply = http.post("/api/snapshot", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/errors/0/message").textValue()).isEqualTo(message);
  }

  @Test
  void sendsTenThousandComponents() throws Exception {
    List<Change> changes = new ArrayList<>();
    for (long id = 1; id <= 10_000; id++) {
      changes.add(
          Fixture.put(
              new Component(
                  id, "c" + id, "t", "l", "d", null, null, null, null, null, null, null)));
    }
    serve(new FixedTopology(Fixture.snapshot(changes)), LIMITS);
    JsonNode result = response(snapshot(""));
    assertThat(ids(result.get("components")))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 10_000).boxed().toList());
  }

  private void serve(Topologies topologies, SnapshotLimits limits) {
    QueryGate gate = new QueryGate(topologies, limits, InstantSource.system());
    http = TestRoutes.serve(routes -> new SnapshotResource(gate).bind(routes));
  }

  private HttpApi.Reply snapshot(String query) throws IOException, InterruptedException {
    ObjectNode body = Json.mapper().createObjectNode().put("query", query);
    return http.post("/api/snapshot", body.toString());
  }

  private HttpApi.Reply uninterrupted(String query) {
    try {
      return snapshot(query);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode response(HttpApi.Reply reply) throws IOException {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.json().get("_type").textValue()).isEqualTo("QuerySnapshotResult");
    return reply.json().get("viewSnapshotResponse");
  }

  private static List<Long> ids(JsonNode elements) {
    return StreamSupport.stream(elements.spliterator(), false)
        .map(element -> element.get("id").longValue())
        .toList();
  }

  /** Holds every query until it is released. */
  private record Held(CountDownLatch arrived, CountDownLatch release) implements Topologies {
    @Override
    public TopologySnapshot now() {
      arrived.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return Fixture.snapshot();
    }

    @Override
    public TopologySnapshot at(long timeMillis, Instant deadline) {
      return now();
    }

    @Override
    public void awaitHistory(long timeMillis, Instant deadline) {
      now();
    }
  }
}
