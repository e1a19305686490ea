package io.stackstate.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.topology.FixedTopology;
import io.stackstate.api.topology.Fixture;
import io.stackstate.api.topology.QueryGate;
import io.stackstate.api.topology.SnapshotLimits;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.topology.TopologySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemResourceTest {
  private static final long NOW = Fixture.TIME + 60_000;
  private static final SnapshotLimits LIMITS =
      new SnapshotLimits(
          10_000, 10_000, 100_000, 2, Duration.ofSeconds(15), Duration.ofSeconds(60));

  private final List<Change> changes = new ArrayList<>(Fixture.changes());
  private final List<CausingEvent> events = new ArrayList<>();
  private final List<HttpApi.Reply> meanwhile = new ArrayList<>();
  private long eventsKeptSince;
  private String askedMeanwhile;
  private HttpApi http;

  @BeforeEach
  void aProblem() {
    changes.add(Fixture.problem());
  }

  @AfterEach
  void stop() {
    http.close();
  }

  private void serve() {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    Topologies topologies = new FixedTopology(Fixture.snapshot(changes));
    QueryGate gate = new QueryGate(topologies, LIMITS, clock);
    CausingEventSource source =
        new CausingEventSource() {
          @Override
          public long keptSinceMillis() {
            return eventsKeptSince;
          }

          @Override
          public List<CausingEvent> find(
              TopologySnapshot snapshot,
              boolean scoped,
              Problem problem,
              long fromMillis,
              long toMillis) {
            if (askedMeanwhile != null) {
              meanwhile.add(get(askedMeanwhile));
            }
            return events.stream()
                .filter(e -> fromMillis <= e.timeMillis() && e.timeMillis() <= toMillis)
                .toList();
          }
        };
    http =
        TestRoutes.serve(
            routes -> {
              new ProblemResource(gate, topologies, LIMITS.defaultTimeout(), clock).bind(routes);
              new CausingEventsResource(topologies, source, LIMITS, clock).bind(routes);
            });
  }

  @Test
  void listsProblemsTheOneThatChangedLastFirst() throws Exception {
    Problem.Cause host = new Problem.Cause(4, HealthState.CRITICAL, NOW, List.of());
    changes.add(Fixture.put(new Problem(71, host, List.of(), NOW, NOW, NOW, NOW)));
    serve();
    JsonNode list = http.get("/api/problems").json();
    assertThat(list.get("total").intValue()).isEqualTo(2);
    assertThat(ids(list)).containsExactly(71L, 70L);
    assertThat(ids(http.get("/api/problems?limit=1").json())).containsExactly(71L);
    assertThat(ids(http.get("/api/problems?query=" + encode("name = \"cart-api\"")).json()))
        .containsExactly(70L);
    assertThat(ids(http.get("/api/problems?query=" + encode("name = \"ledger\"")).json()))
        .isEmpty();
  }

  @Test
  void tellsOneWithItsCauses() throws Exception {
    serve();
    JsonNode problem = http.get("/api/problems/70").json();
    assertThat(problem.toString())
        .isEqualTo(
            """
            {"_type":"RootComponentProblem","problemId":70,"nodeId":3,\
            "lastUpdateTimestamp":1700000010000,"healthState":"CRITICAL",\
            "propagatedHealthState":"CRITICAL","healthStateTimestamp":1700000000000,\
            "unhealthySince":1700000000000,"failingCheckNames":["disk","latency"],\
            "componentName":"cart-db","componentType":"database","identifiers":["urn:x:cart-db"],\
            "createdTimestamp":1700000010000,"startTimestamp":1699996400000,\
            "endTimestamp":1700000305000,"contributingCount":1,"contributingProblems":[\
            {"_type":"ContributingComponentProblem","problemId":70,"nodeId":2,\
            "lastUpdateTimestamp":1700000005000,"healthState":"DEVIATING",\
            "propagatedHealthState":"CRITICAL","healthStateTimestamp":1700000005000,\
            "unhealthySince":1700000005000,"failingCheckNames":["5xx"],\
            "componentName":"cart-api","componentType":"service",\
            "identifiers":["urn:x:cart-api","urn:x:svc/cart"],"failingCheck":{"_type":"ViewCheck",\
            "id":%s,"lastUpdateTimestamp":1700000005000,"name":"5xx",\
            "state":{"_type":"ViewCheckState","state":"DEVIATING",\
            "lastUpdateTimestamp":1700000005000}}}]}"""
                .formatted(problem.at("/contributingProblems/0/failingCheck/id")));
  }

  @Test
  void aRelationMayBeTheRootCause() throws Exception {
    Problem.Cause link = new Problem.Cause(12, HealthState.DEVIATING, NOW, List.of("loss"));
    changes.add(Fixture.put(new Problem(71, link, List.of(), NOW, NOW, NOW, NOW)));
    serve();
    JsonNode problem = http.get("/api/problems/71").json();
    assertThat(problem.get("_type").textValue()).isEqualTo("RootRelationProblem");
    assertThat(problem.get("relationType").textValue()).isEqualTo("uses");
    assertThat(problem.get("dependencyDirection").textValue()).isEqualTo("ONE_WAY");
    String both = encode("name IN (\"shop-web\", \"cart-api\")");
    assertThat(ids(http.get("/api/problems?query=" + both).json())).contains(71L);
    assertThat(ids(http.get("/api/problems?query=" + encode("name = \"shop-web\"")).json()))
        .isEmpty();
  }

  @Test
  void theSubviewHoldsWhatTheProblemIsAbout() throws Exception {
    serve();
    JsonNode subview = http.get("/api/problems/70/subview").json();
    // Members 2 and 3, the healthy dependency 4, and 1, which is affected by them.
    assertThat(longs(subview.get("components"))).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(longs(subview.get("relations"))).containsExactlyInAnyOrder(12L, 23L, 34L);
    assertThat(subview.get("startTimestamp").longValue()).isEqualTo(Fixture.TIME - 3_600_000);
    assertThat(subview.get("endTimestamp").longValue()).isEqualTo(Fixture.TIME + 305_000);
    String query = encode(subview.get("query").textValue());
    assertThat(ids(http.get("/api/problems?query=" + query).json())).containsExactly(70L);
  }

  @Test
  void ranksWhatMayHaveCausedIt() throws Exception {
    event("late", "Version Changed", "Changes", Fixture.TIME + 1_000, 3);
    event("version", "Version Changed", "Changes", Fixture.TIME - 60_000, 3);
    event("far", "Version Changed", "Changes", Fixture.TIME - 60_000, 2);
    event("old", "Version Changed", "Changes", Fixture.TIME - 3_700_000, 3);
    event("state", "Health State Changed", "Alerts", Fixture.TIME, 3);
    serve();
    JsonNode result = http.get("/api/problems/70/causing-events?limit=10").json();
    assertThat(result.get("_type").textValue()).isEqualTo("CausingEventsResult");
    assertThat(result.get("items").findValuesAsText("identifier"))
        .containsExactly("version", "far", "late");
    assertThat(http.get("/api/problems/70/causing-events?limit=1").json().get("items")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/problems/9 | 404 | ProblemNotFound | problemId | 9",
        "/api/problems/9/causing-events | 404 | ProblemNotFound | requestTimeMs | 1700000060000",
        "/api/problems/99999999999999999999/causing-events"
            + " | 404 | ProblemNotFound | problemId | 9223372036854775807",
        "/api/problems/70/causing-events?limit=0 | 400 | LimitOutOfRange | limit | 0",
        "/api/problems/70/causing-events?limit=1001 | 400 | LimitOutOfRange | upperBound | 1000",
        "/api/problems/70/causing-events?topologyTime=1700000060001"
            + " | 400 | TopologyTimeOutOfRange | topologyTimeMs | 1700000060001",
        "/api/problems/70/causing-events?limit=9223372036854775807"
            + " | 400 | LimitOutOfRange | limit | 9223372036854775807",
        "/api/problems/70/causing-events?topologyTime=9223372036854775807"
            + " | 400 | TopologyTimeOutOfRange | topologyTimeMs | 9223372036854775807",
        "/api/problems/70/causing-events?topologyTime=-1"
            + " | 400 | TopologyTimeOutOfRange | lowerBoundMs | 0",
        "/api/problems/70/causing-events?topologyTime=1000"
            + " | 404 | DataUnavailable | availableSinceMs | 5000",
        "/api/problems/70/causing-events?topologyTime=7000"
            + " | 503 | GetTopologyTimeout | timeoutSeconds | 15"
      })
  void saysWhyThereIsNoAnswer(String path, int status, String type, String field, long value)
      throws Exception {
    serve();
    HttpApi.Reply reply = http.get(path);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().get("_type").textValue()).isEqualTo(type);
    assertThat(reply.json().get("message").textValue()).isNotBlank();
    assertThat(reply.json().get(field).longValue()).isEqualTo(value);
  }

  @Test
  void saysWhenTooManyAreAskedAtTheSameTime() throws Exception {
    askedMeanwhile = "/api/problems/70/causing-events";
    serve();
    assertThat(http.get(askedMeanwhile).status()).isEqualTo(200);
    assertThat(meanwhile).extracting(HttpApi.Reply::status).containsExactly(503, 200);
    JsonNode refused = meanwhile.get(0).json();
    assertThat(refused.get("_type").textValue()).isEqualTo("TooManyActiveQueries");
    assertThat(refused.get("message").textValue()).contains("try again");
  }

  private HttpApi.Reply get(String path) {
    try {
      return http.get(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void saysWhenEventsOfThatTimeAreNoLongerKept() throws Exception {
    eventsKeptSince = Fixture.TIME + 305_001;
    serve();
    assertThat(http.get("/api/problems/70/causing-events").json().get("_type").textValue())
        .isEqualTo("CausingEventsAreNotAvailableForTheTime");
  }

  @Test
  void saysWhenThereAreTooManyElements() throws Exception {
    Problem.Cause host = new Problem.Cause(4, HealthState.CRITICAL, NOW, List.of());
    changes.add(Fixture.put(new Problem(71, host, List.of(), 10_000, 5, NOW, NOW, NOW, NOW)));
    serve();
    assertThat(http.get("/api/problems/71/causing-events").json().get("_type").textValue())
        .isEqualTo("TooManyTopologyResults");
  }

  @Test
  void aMistakeIsNamed() throws Exception {
    changes.add(Fixture.relation(6, 1, DependencyDirection.ONE_WAY));
    serve();
    assertThat(http.get("/api/problems/x").raw().body()).contains("problemId: found");
    assertThat(http.get("/api/problems/70/causing-events?limit=x").raw().body())
        .contains("limit: found \\\"x\\\", expected a whole number from 1 to 1000");
    assertThat(http.get("/api/problems/70/causing-events?topologyTime=soon").raw().body())
        .contains("topologyTime: found \\\"soon\\\", expected epoch milliseconds, or now");
    assertThat(http.get("/api/problems?query=" + encode("name =")).status()).isEqualTo(400);
    assertThat(http.get("/api/problems?time=soon").raw().body()).contains("time: found");
  }

  private void event(String id, String type, String category, long time, long element) {
    events.add(
        new CausingEvent(
            id,
            type,
            category,
            time,
            List.of(element),
            out -> {
              out.writeStartObject();
              out.writeStringField("identifier", id);
              out.writeEndObject();
            }));
  }

  private static List<Long> ids(JsonNode list) {
    return StreamSupport.stream(list.get("items").spliterator(), false)
        .map(problem -> problem.get("problemId").longValue())
        .toList();
  }

  private static List<Long> longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::longValue).toList();
  }

  private static String encode(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
