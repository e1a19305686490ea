package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.api.topology.Fixture;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestBroker.class)
class ApiIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static ApiStack stack;
  private static long before;

  /** The fixture; then {@code cart-db} gets another name and {@code ledger} goes. */
  @BeforeAll
  static void start(@TempDir Path directory) {
    stack = new ApiStack(directory);
    before = stack.commit(Fixture.changes()).timeMillis();
    await().atMost(PATIENCE).until(() -> System.currentTimeMillis() > before + 1);
    Component renamed =
        new Component(
            3,
            "orders-db",
            "database",
            "Databases",
            "Shop",
            List.of("Production"),
            List.of(),
            List.of("urn:x:cart-db"),
            null,
            null,
            null,
            List.of());
    stack.commit(
        List.of(
            Fixture.put(renamed),
            new Change(new ChangeKey(Aspect.RELATION, 64), null),
            new Change(new ChangeKey(Aspect.RELATION, 26), null),
            new Change(new ChangeKey(Aspect.COMPONENT, 6), null)));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void answersTheSameQueryNowAndInThePast() throws Exception {
    String query = "withNeighborsOf(components = (layer = \"Databases\"), levels = \"1\")";
    JsonNode now = snapshot(query, null);
    assertThat(names(now)).containsExactlyInAnyOrder("cart-api", "orders-db", "host-7");
    assertThat(now.get("relations")).hasSize(2);
    JsonNode past = snapshot(query, before);
    assertThat(names(past)).containsExactlyInAnyOrder("cart-api", "cart-db", "host-7", "ledger");
    assertThat(past.get("relations")).hasSize(4);
  }

  @Test
  void findsAComponentByIdOrByAnIdentifierWithASlash() throws Exception {
    JsonNode byId = get("/api/components/2");
    assertThat(byId.get("name").textValue()).isEqualTo("cart-api");
    assertThat(byId.at("/state/healthState").textValue()).isEqualTo("DEVIATING");
    assertThat(get("/api/components/urn:x:svc%2Fcart")).isEqualTo(byId);
    assertThat(get("/api/components?identifier=urn%3Ax%3Asvc%2Fcart")).isEqualTo(byId);
    assertThat(get("/api/components/3?topologyTime=" + before).get("name").textValue())
        .isEqualTo("cart-db");
    assertThat(get("/api/relations/23").get("target").longValue()).isEqualTo(3);
  }

  @Test
  void answersForElementsThatDoNotExist() throws Exception {
    HttpApi.Reply gone = stack.http().get("/api/components/6");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.contentType()).isEqualTo("application/json");
    assertThat(gone.raw().body())
        .isEqualTo(
            "{\"_type\":\"StackElementNotFound\",\"message\":\"Component 6 does not exist\","
                + "\"objectType\":\"Component\",\"objectId\":\"6\"}");
    assertThat(stack.http().get("/api/components/6?queryTime=" + before).status()).isEqualTo(200);
    assertThat(stack.http().get("/api/relations/64").status()).isEqualTo(404);
    assertThat(stack.http().get("/api/relations/x").status()).isEqualTo(400);
    assertThat(stack.http().get("/api/components?identifier=").status()).isEqualTo(400);
  }

  @Test
  void answersThatHistoryBeforeTheFirstCommitIsNotAvailable() throws Exception {
    JsonNode result = snapshot("", 1000L);
    assertThat(result.get("_type").textValue()).isEqualTo("ViewSnapshotDataUnavailable");
    assertThat(result.get("unavailableAtEpochMs").longValue()).isEqualTo(1000);
    HttpApi.Reply component = stack.http().get("/api/components/1?queryTime=1000");
    assertThat(component.status()).isEqualTo(404);
    assertThat(component.json().get("_type").textValue()).isEqualTo("DataUnavailable");
  }

  @Test
  void saysHowFarTheLogIsRead() throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode status = get("/api/topology/status");
              assertThat(status.get("components").intValue()).isEqualTo(5);
              assertThat(status.get("relations").intValue()).isEqualTo(4);
              assertThat(status.get("projectorLag").longValue()).isZero();
              assertThat(status.get("projectorAppliedCommit")).isEqualTo(status.get("commit"));
            });
  }

  @Test
  void informsAboutTheServer() throws Exception {
    JsonNode info = get("/api/server/info");
    assertThat(info.at("/version/major").intValue()).isEqualTo(5);
    assertThat(info.at("/version/diff").textValue()).isEqualTo("0");
    assertThat(info.at("/version/commit").textValue()).matches("[0-9a-f]{7}");
    assertThat(info.get("deploymentMode").textValue()).isEqualTo("SelfHosted");
    assertThat(info.get("platformVersion").textValue()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void leadsAnIntegrationThroughItsLife() throws Exception {
    String path = "/api/integrations/urn:stackstate:integration:it:shop%2F1";
    JsonNode view =
        stack
            .http()
            .put(
                path,
                """
                {"name":"shop","type":"CustomSync",
                 "customSync":{"instanceType":"it","instanceUrl":"shop"}}
                """)
            .json();
    assertThat(view.get("status").textValue()).isEqualTo("Pending");
    long id = view.get("nodeId").longValue();
    assertThat(newestSettings("Sync:" + id).at("/message/identifier").textValue())
        .isEqualTo("urn:stackstate:integration:it:shop/1");

    report(id, SyncStatus.State.Running);
    await().atMost(PATIENCE).until(() -> status(path).equals("Running"));
    assertThat(get(path).get("components").intValue()).isEqualTo(3);
    JsonNode streams = get("/api/synchronization/topology/streams").get("streams");
    assertThat(streams.findValuesAsText("nodeId")).contains("" + id);

    stack.restartApi();
    assertThat(status(path)).isEqualTo("Running");
    assertThat(stack.http().delete(path).status()).isEqualTo(204);
    assertThat(status(path)).isEqualTo("Deleting");
    assertThat(newestSettings("Sync:" + id).get("message")).isEmpty();

    TestBroker.send(Topics.SYNC_STATUS, 0, "" + id, null);
    await().atMost(PATIENCE).until(() -> stack.http().get(path).status() == 404);
  }

  @Test
  void showsTheTopicsOfTheProductOnly() throws Exception {
    TestBroker.createTopics(
        List.of(new org.apache.kafka.clients.admin.NewTopic("other", 1, (short) 1)));
    TestBroker.send(Topics.STATE_EVENTS, 0, "h", "{\"StateEvent\":{\"host\":\"h\"}}");
    assertThat(get("/api/topic").findValuesAsText("name"))
        .contains(Topics.CHANGES, Topics.STATE_EVENTS)
        .doesNotContain("other", "__transaction_state");
    assertThat(get("/api/topic/sts_state_events?offset=0&limit=1000").get("messages").get(0))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    "{\"key\":\"h\",\"partition\":0,\"offset\":0,"
                        + "\"message\":{\"StateEvent\":{\"host\":\"h\"}}}"));
    assertThat(stack.http().get("/api/topic/other").status()).isEqualTo(404);
    assertThat(stack.http().get("/api/topic/sts_unknown").status()).isEqualTo(404);
    assertThat(stack.http().get("/api/topic/sts_state_events?limit=x").status()).isEqualTo(400);
  }

  /** The newest message of this key: other nodes are published in between. */
  private static JsonNode newestSettings(String key) throws Exception {
    JsonNode messages = get("/api/topic/sts_internal_settings?limit=1000").get("messages");
    return StreamSupport.stream(messages.spliterator(), false)
        .filter(message -> message.get("key").textValue().equals(key))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new AssertionError("nothing is published of " + key));
  }

  private static JsonNode snapshot(String query, Long time) throws Exception {
    ObjectNode body = Json.mapper().createObjectNode().put("query", query);
    body.putObject("metadata").put("queryTime", time);
    HttpApi.Reply reply = stack.http().post("/api/snapshot", body.toString());
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().get("viewSnapshotResponse");
  }

  private static List<String> names(JsonNode snapshot) {
    return StreamSupport.stream(snapshot.get("components").spliterator(), false)
        .map(component -> component.get("name").textValue())
        .toList();
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    HttpApi.Reply reply = stack.http().get(path);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    assertThat(reply.contentType()).isEqualTo("application/json");
    return reply.json();
  }

  private static String status(String path) throws IOException, InterruptedException {
    return get(path).get("status").textValue();
  }

  private static void report(long id, SyncStatus.State state) throws IOException {
    SyncStatus status =
        new SyncStatus(id, "urn", "shop", "t", state, 3, 2, 0, 3, 0, 2, 0, 0, List.of(), 10L, 1L);
    TestBroker.send(Topics.SYNC_STATUS, 0, "" + id, Json.mapper().writeValueAsString(status));
  }
}
