package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.api.topology.Fixture;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestBroker.class)
class HistoryIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static ApiStack stack;

  /** The times of the commits. */
  private static long cleared;

  private static long created;

  private static long renamed;
  private static long visited;
  private static long gone;

  /**
   * Nothing, whatever other tests left in the log; the fixture; {@code cart-db} gets another name;
   * {@code visitor} comes; then it and {@code ledger} go.
   */
  @BeforeAll
  static void start(@TempDir Path directory) {
    stack = new ApiStack(directory);
    cleared =
        commit(Fixture.changes().stream().map(change -> new Change(change.key(), null)).toList());
    created = commit(Fixture.changes());
    renamed = commit(List.of(Fixture.put(database(3, "orders-db", "urn:x:cart-db"))));
    visited = commit(List.of(Fixture.put(database(8, "visitor", "urn:x:visitor"))));
    gone =
        commit(
            List.of(
                new Change(new ChangeKey(Aspect.RELATION, 64), null),
                new Change(new ChangeKey(Aspect.RELATION, 26), null),
                new Change(new ChangeKey(Aspect.COMPONENT, 6), null),
                new Change(new ChangeKey(Aspect.COMPONENT, 8), null)));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void tellsAllVersionsOfAComponentByIdAndByIdentifier() throws Exception {
    JsonNode history = get("/api/components/3/history?from=" + cleared);
    assertThat(history.findValuesAsText("kind")).containsExactly("CREATED", "CHANGED");
    JsonNode rename = history.at("/versions/1");
    assertThat(rename.get("timeMillis").longValue()).isEqualTo(renamed);
    assertThat(rename.at("/changes/0").toString())
        .isEqualTo("{\"field\":\"name\",\"before\":\"cart-db\",\"after\":\"orders-db\"}");
    assertThat(history.at("/atEnd/name").textValue()).isEqualTo("orders-db");
    JsonNode later = get("/api/components/urn:x:cart-db/history?from=" + renamed);
    assertThat(later.get("id").longValue()).isEqualTo(3);
    assertThat(later.get("versions")).isEmpty();
    assertThat(later.at("/atStart/name").textValue()).isEqualTo("orders-db");
    assertThat(later.at("/healthChanges/0/health").textValue()).isEqualTo("CRITICAL");
  }

  @Test
  void tellsWhichStreamsPeopleGaveAComponent() throws Exception {
    String stream =
        "{\"_type\":\"MetricStream\",\"name\":\"latency\",\"query\":"
            + "{\"_type\":\"MetricTelemetryQuery\",\"metricField\":\"latency\"}}";
    JsonNode made = stack.http().post("/api/components/1/streams", stream).json();
    assertThat(stack.http().delete("/api/components/1/streams/" + made.get("id")).status())
        .isEqualTo(204);

    JsonNode versions = get("/api/components/1/history?from=" + gone).get("versions");

    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).has("commit")).as("no commit made it").isFalse();
    assertThat(versions.at("/0/changes/0/field").textValue()).isEqualTo("streams");
    assertThat(versions.at("/0/changes/0/before")).isEmpty();
    assertThat(versions.at("/0/changes/0/after/0/name").textValue()).isEqualTo("latency");
    assertThat(versions.at("/1/changes/0/after")).isEmpty();
  }

  @Test
  void tellsTheHistoryOfElementsThatAreGone() throws Exception {
    JsonNode ledger = get("/api/components/urn:x:ledger/history?from=" + cleared);
    assertThat(ledger.findValuesAsText("kind")).containsExactly("CREATED", "DELETED");
    assertThat(ledger.get("atEnd").isNull()).isTrue();
    JsonNode relation = get("/api/relations/64/history?from=" + cleared);
    assertThat(relation.at("/versions/1/timeMillis").longValue()).isEqualTo(gone);
  }

  @Test
  void tellsWhenThereIsNoHistory() throws Exception {
    assertThat(stack.http().get("/api/components/64/history").status()).isEqualTo(404);
    assertThat(stack.http().get("/api/relations/3/history").status()).isEqualTo(404);
    assertThat(stack.http().get("/api/relations/x/history").status()).isEqualTo(400);
    HttpApi.Reply early = stack.http().get("/api/components/3/history?from=1000");
    assertThat(early.status()).isEqualTo(404);
    assertThat(early.json().get("_type").textValue()).isEqualTo("DataUnavailable");
    HttpApi.Reply backwards = stack.http().get("/api/components/3/history?from=20&to=10");
    assertThat(backwards.json().at("/errors/0/message").textValue())
        .isEqualTo("to: found 10, expected a time not before from, 20");
  }

  @Test
  void comparesTwoTimes() throws Exception {
    JsonNode diff = get("/api/topology/diff?from=" + created + "&to=" + gone);
    assertThat(diff.get("added")).isEmpty();
    assertThat(ids(diff.get("removed"))).containsExactly(6L, 26L, 64L);
    assertThat(ids(diff.get("changed"))).containsExactly(3L);
    JsonNode middle = get("/api/topology/diff?from=" + renamed + "&to=" + visited);
    assertThat(ids(middle.get("added"))).containsExactly(8L);
    assertThat(get("/api/topology/diff?from=" + gone).get("removed")).isEmpty();
    assertThat(stack.http().get("/api/topology/diff").status()).isEqualTo(400);
  }

  @Test
  void comparesAView() throws Exception {
    String query = encode("name IN (\"cart-db\", \"visitor\")");
    JsonNode diff = get("/api/topology/diff?from=" + created + "&to=" + gone + "&query=" + query);
    assertThat(ids(diff.get("removed"))).containsExactly(3L);
    assertThat(diff.get("changed")).isEmpty();
    JsonNode early = get("/api/topology/diff?from=1000&query=" + query);
    assertThat(early.get("_type").textValue()).isEqualTo("ViewSnapshotDataUnavailable");
  }

  @Test
  void tellsEveryChangeAlsoOfWhatCameAndWent() throws Exception {
    JsonNode changes = changes("", created, gone, 100);
    assertThat(changes.get("complete").booleanValue()).isTrue();
    assertThat(ids(changes.get("changes"))).containsExactly(3L, 8L, 6L, 8L, 26L, 64L);
    JsonNode visitor = changes("name = \"visitor\"", created, gone, 100);
    assertThat(visitor.findValuesAsText("kind")).containsExactly("CREATED", "DELETED");
    JsonNode first = changes("", created, gone, 1);
    assertThat(first.get("complete").booleanValue()).isFalse();
    assertThat(ids(first.get("changes"))).containsExactly(3L);
    assertThat(changes("name = \"host-7\"", created, gone, 100).get("changes")).isEmpty();
  }

  @Test
  void exportsThePast() throws Exception {
    HttpApi.Reply export =
        stack.http().get("/api/topology/export?at=" + created + "&query=name%3Dledger");
    assertThat(export.raw().body().lines().toList().get(1)).contains("\"name\":\"ledger\"");
  }

  @Test
  void keepsHistoryAsLongAsIsSaid() throws Exception {
    long before = get("/admin/retention/window").get("windowMs").longValue();
    assertThat(before).isEqualTo(691_200_000L);
    HttpApi.Reply set =
        stack
            .http()
            .post("/admin/retention/window?scheduleRemoval=false", "{\"windowMs\":864000000}");
    assertThat(set.raw().body()).isEqualTo("{\"windowMs\":864000000}");
    assertThat(get("/admin/retention/window")).isEqualTo(set.json());
    assertThat(get("/admin/retention/currentEpoch").get("epochTx").isIntegralNumber()).isTrue();
    HttpApi.Reply removal =
        stack
            .http()
            .post("/admin/retention/removeExpiredData?expireImmediatelyAndRestart=true", "");
    assertThat(removal.raw().body()).isEqualTo("{\"progress\":{\"_type\":\"RemovalSucceeded\"}}");
    assertThat(stack.http().post("/admin/retention/window", "{\"windowMs\":0}").status())
        .isEqualTo(400);
  }

  @Test
  void guardsTheAdminApiWithTheSameTokens() throws Exception {
    HttpApi.Reply refused = stack.http().send(stack.http().anonymous("/admin/retention/window"));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(stack.http().get("/admin/nothing").status()).isEqualTo(404);
    assertThat(stack.http().delete("/admin/retention/window").status()).isEqualTo(405);
  }

  private static Component database(long id, String name, String identifier) {
    return new Component(
        id,
        name,
        "database",
        "Databases",
        "Shop",
        List.of("Production"),
        List.of(),
        List.of(identifier),
        null,
        null,
        null,
        List.of());
  }

  /** The next commit comes in a later millisecond. */
  private static long commit(List<Change> changes) {
    long time = stack.commit(changes).timeMillis();
    await().atMost(PATIENCE).until(() -> System.currentTimeMillis() > time + 1);
    return time;
  }

  private static JsonNode changes(String query, long from, long to, int limit) throws Exception {
    ObjectNode body = Json.mapper().createObjectNode().put("query", query);
    body.put("from", from).put("to", to).put("limit", limit);
    HttpApi.Reply reply = stack.http().post("/api/topology/changes", body.toString());
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }

  private static List<Long> ids(JsonNode elements) {
    List<Long> ids = new java.util.ArrayList<>();
    elements.forEach(element -> ids.add(element.get("id").longValue()));
    return ids;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    HttpApi.Reply reply = stack.http().get(path);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }
}
