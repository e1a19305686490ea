package io.stackstate.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.check.CheckBoard;
import io.stackstate.model.Json;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Commit;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.ConsistencyModel;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.health.StreamError;
import io.stackstate.model.health.StreamState;
import io.stackstate.model.health.SubStreamState;
import io.stackstate.model.health.SubStreamState.Bucket;
import io.stackstate.model.intake.HealthPayload.Checkpoint;
import io.stackstate.model.monitor.MonitorStream;
import io.stackstate.topology.TopologyIndex;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REST sheet, section 6.9; health sheet, test cases 24 and 25 of section 15. */
class HealthStreamResourceTest {
  private static final String PATH = "/api/synchronization/health/streams";
  private static final String URN = "urn:health:splunk:https%3A%2F%2Fsp.example%3A8089";
  private static final String ENCODED = PATH + "/" + URN.replace("%", "%25");
  private static final long NOW = 1_700_000_100_000L;

  private final HealthBoard board = new HealthBoard();
  private final TopologyIndex topology = new TopologyIndex();
  private final CheckBoard checks = new CheckBoard();
  private final List<HealthStreamRequest> requests = new ArrayList<>();
  private HttpApi http;

  @BeforeEach
  void start() {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    http =
        TestRoutes.serve(
            routes ->
                new HealthStreamResource(board, requests::add, topology::snapshot, checks, clock)
                    .bind(routes));
    board.apply(
        HealthKey.stream(URN),
        new StreamState(
            URN,
            ConsistencyModel.REPEAT_SNAPSHOTS,
            3,
            List.of(new StreamError("SubStreamExpired", "ERROR", "x", "was silent", 2)),
            0,
            0));
    sub("", 1, List.of(new StreamError("SubStreamLateData", "WARNING", null, "late", 1)));
    sub("site a/b", 2, List.of());
    state("", "c1", "urn:host:/DB-1");
    state("site a/b", "c2", "urn:host:/db-1");
    state("site a/b", "c3", "urn:shared");
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void saysThatItDoesNotKnowYet() throws Exception {
    assertThat(http.get(PATH).status()).isEqualTo(503);
  }

  @Test
  void listsStreamsAndSubStreams() throws Exception {
    board.markComplete();

    assertThat(http.get(PATH).json())
        .isEqualTo(
            json(
                """
                {"items":[{"urn":"urn:health:splunk:https%3A%2F%2Fsp.example%3A8089",
                 "consistencyModel":"REPEAT_SNAPSHOTS","subStreams":2}]}
                """));
    assertThat(http.get(ENCODED + "/substreams").json())
        .isEqualTo(
            json(
                """
                {"subStreams":[
                 {"subStreamId":"","subStreamState":{"_type":"HealthSubStreamSnapshot",
                  "repeatIntervalMs":60000,"expiryIntervalMs":240000},"checkStateCount":1},
                 {"subStreamId":"site a/b","subStreamState":{"_type":"HealthSubStreamSnapshot",
                  "repeatIntervalMs":60000,"expiryIntervalMs":240000},"checkStateCount":2}]}
                """));
  }

  @Test
  void theStreamsOfMonitorsAreToldWithTheMonitors() throws Exception {
    String urn = MonitorStream.urn(77);
    board.apply(
        HealthKey.stream(urn),
        new StreamState(urn, ConsistencyModel.REPEAT_SNAPSHOTS, 0, List.of(), 0, 0));
    board.markComplete();

    assertThat(http.get(PATH).json().path("items").findValuesAsText("urn")).containsExactly(URN);
    assertThat(http.get(PATH + "/" + urn + "/status").status()).isEqualTo(200);
  }

  @Test
  void tellsHowAStreamDoes() throws Exception {
    board.markComplete();
    JsonNode status = http.get(ENCODED + "/status").json();

    assertThat(status.path("partition").intValue()).isEqualTo(3);
    assertThat(status.path("globalErrors"))
        .isEqualTo(
            json(
                """
                [{"errorCode":"SubStreamExpired","level":"ERROR","error":"was silent","count":2}]
                """));
    assertThat(status.path("mainStreamStatus").path("errors").get(0).path("errorCode").textValue())
        .isEqualTo("SubStreamLateData");
    assertThat(status.path("aggregateMetrics"))
        .isEqualTo(
            json(
                """
                {"bucketSizeSeconds":300,"latencySeconds":[{},{"value":0.5},{}],
                 "messagePerSecond":[{},{"value":0.4},{}],
                 "createsPerSecond":[{},{"value":0.2},{}],
                 "updatesPerSecond":[{},{"value":0.0},{}],
                 "deletesPerSecond":[{},{"value":0.0},{}]}
                """));
    assertThat(http.get(ENCODED + "/substreams/site%20a%2Fb/status").json().path("checkStateCount"))
        .isEqualTo(json("2"));
  }

  @Test
  void tellsWhatFoundNoElementAndWhatIsSimilar() throws Exception {
    board.markComplete();
    topology.apply(
        new Commit(
            1,
            1,
            List.of(
                component(1, "urn:host:/db-1"),
                component(2, "urn:shared"),
                component(3, "urn:shared"))));

    assertThat(http.get(ENCODED + "/topologyMatches").json())
        .isEqualTo(
            json(
                """
                {"matchedCheckStates":2,
                 "unmatchedCheckStates":[{"checkStateId":"c1",
                  "topologyElementIdentifier":"urn:host:/DB-1",
                  "similarIdentifier":"urn:host:/db-1"}],
                 "multipleMatchesCheckStates":[{"checkStateId":"c3",
                  "topologyElementIdentifier":"urn:shared","matchCount":2}]}
                """));
    topology.apply(new Commit(2, 2, List.of(relation(4, "urn:host:/DB-1"))));
    BoundCheckState bound = new BoundCheckState(9, URN, "c1", HealthState.CRITICAL, null, NOW);
    checks.apply(4, new Health(4, HealthState.CRITICAL, HealthState.CRITICAL, List.of(bound)));
    assertThat(http.get(ENCODED + "/topologyMatches").json().path("unmatchedCheckStates"))
        .isEmpty();
    assertThat(
            http.get(ENCODED + "/substreams/site%20a%2Fb/topologyMatches")
                .json()
                .path("unmatchedCheckStates"))
        .isEmpty();
    assertThat(report().matched(HealthState.CLEAR)).as("states at relations included").isEqualTo(3);
    assertThat(report().unmatched()).isZero();
  }

  @Test
  void showsTheCheckpointOfIncrements() throws Exception {
    board.markComplete();
    String urn = "urn:health:bus:alarms";
    board.apply(
        HealthKey.stream(urn),
        new StreamState(urn, ConsistencyModel.TRANSACTIONAL_INCREMENTS, 0, List.of(), 0, 0));
    board.apply(
        HealthKey.subStream(urn, ""),
        new SubStreamState(
            urn, "", 0, null, new Checkpoint(41, 3L), -1, 0, 9, 0, List.of(), List.of()));

    assertThat(http.get(PATH + "/" + urn + "/status").json().at("/mainStreamStatus/subStreamState"))
        .isEqualTo(
            json(
                """
                {"_type":"HealthSubStreamTransactionalIncrements","offset":41,"batchIndex":3}
                """));
  }

  @Test
  void handsRequestsOn() throws Exception {
    board.markComplete();

    assertThat(http.post(ENCODED + "/clearErrors", "").status()).isEqualTo(204);
    assertThat(http.delete(ENCODED).status()).isEqualTo(204);
    assertThat(requests)
        .containsExactly(
            new HealthStreamRequest(URN, 0, NOW), new HealthStreamRequest(URN, NOW, NOW));
  }

  @Test
  void namesWhatIsNotThere() throws Exception {
    board.markComplete();

    HttpApi.Reply stream = http.get(PATH + "/urn:health:a:b/status");
    assertThat(stream.status()).isEqualTo(404);
    assertThat(stream.json())
        .isEqualTo(json("{\"_type\":\"HealthStreamNotFound\",\"urn\":\"urn:health:a:b\"}"));

    HttpApi.Reply sub = http.get(ENCODED + "/substreams/none/status");
    assertThat(sub.status()).isEqualTo(404);
    assertThat(sub.json().path("_type").textValue()).isEqualTo("HealthSubStreamNotFound");
    assertThat(sub.json().path("subStreamId").textValue()).isEqualTo("none");

    HttpApi.Reply invalid = http.get(PATH + "/urn:x/status");
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.json().path("urn").textValue()).isEqualTo("urn:x");
    assertThat(invalid.json().path("message").textValue()).contains("expected urn:health:");
  }

  @Test
  void forgetsWhatIsGone() throws Exception {
    board.markComplete();
    board.apply(new HealthKey(URN, "", "c1"), (CheckState) null);
    board.apply(HealthKey.subStream(URN, ""), (SubStreamState) null);
    assertThat(http.get(ENCODED + "/substreams").json().path("subStreams")).hasSize(1);

    board.apply(HealthKey.stream(URN), (StreamState) null);
    assertThat(http.get(ENCODED + "/status").status()).isEqualTo(404);
  }

  private StreamReport report() {
    return StreamReport.of(board, URN, topology.snapshot(), checks, NOW);
  }

  private void sub(String id, int states, List<StreamError> errors) {
    long bucket = NOW - NOW % 300_000 - 300_000;
    board.apply(
        HealthKey.subStream(URN, id),
        new SubStreamState(
            URN,
            id,
            60_000,
            240_000L,
            null,
            -1,
            3,
            7,
            states,
            errors,
            List.of(new Bucket(bucket, 60, 30_000, 30, 0, 0))));
  }

  private void state(String sub, String id, String identifier) {
    board.apply(
        new HealthKey(URN, sub, id),
        new CheckState(id, "n", HealthState.CLEAR, identifier, null, 1));
  }

  private static Change relation(long id, String externalId) throws IOException {
    Relation relation =
        new Relation(id, null, "uses", 1, 2, null, List.of(), null, null, 7, externalId);
    return new Change(
        new ChangeKey(Aspect.RELATION, id), Json.mapper().writeValueAsBytes(relation));
  }

  private static Change component(long id, String identifier) throws IOException {
    Component component =
        new Component(
            id,
            "c" + id,
            "server",
            "Machines",
            "shop",
            List.of(),
            List.of(),
            List.of(identifier),
            null,
            null,
            null,
            List.of(new Source(7, "c" + id, null)));
    return new Change(
        new ChangeKey(Aspect.COMPONENT, id), Json.mapper().writeValueAsBytes(component));
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text);
  }
}
