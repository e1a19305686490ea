package io.stackstate.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.JsonText;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.topology.Fixture;
import io.stackstate.api.topology.Topologies;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.intake.TopologyEvent.SourceLink;
import io.stackstate.stackgraph.DataUnavailableException;
import io.stackstate.stql.Query;
import io.stackstate.stql.QueryLimits;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.event.TypeNames;
import io.stackstate.topology.TopologySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventResourceTest {
  private static final long NOW = Fixture.TIME;
  private static final String CART = "urn:x:svc/cart";

  private final List<StoredEvent> stored = new ArrayList<>();
  private HttpApi http;
  private MemoryEvents events;

  @AfterEach
  void stop() {
    if (http != null) {
      http.close();
    }
  }

  /** The present, in which shop-web and its relation are gone, and a past that had them. */
  private record WithPast() implements Topologies {
    @Override
    public TopologySnapshot now() {
      List<Change> changes = new ArrayList<>(Fixture.changes());
      changes.add(new Change(new ChangeKey(Aspect.RELATION, 12), null));
      changes.add(new Change(new ChangeKey(Aspect.COMPONENT, 1), null));
      return Fixture.snapshot(changes);
    }

    @Override
    public TopologySnapshot at(long timeMillis, Instant deadline) throws DataUnavailableException {
      if (timeMillis < 5000) {
        throw new DataUnavailableException(timeMillis, 5000);
      }
      List<Change> changes = new ArrayList<>(Fixture.changes());
      changes.add(Fixture.problem());
      return Fixture.snapshot(changes);
    }

    @Override
    public void awaitHistory(long timeMillis, Instant deadline) {}
  }

  private void serve(int maxElements) {
    events = new MemoryEvents(stored);
    QueryLimits limits = new QueryLimits(maxElements, maxElements, Duration.ofSeconds(15));
    EventResource resource =
        new EventResource(events, new WithPast(), limits, 4, InstantSource.system());
    http = TestRoutes.serve(resource::bind);
  }

  private void store(String id, long time, String type, List<String> identifiers, Long... ids) {
    store(id, time, type, "{\"to\":\"2.4\"}", identifiers, ids);
  }

  private void store(
      String id, long time, String type, String data, List<String> identifiers, Long... ids) {
    stored.add(
        new StoredEvent(
            id,
            "name of " + id,
            type,
            TypeNames.key(type),
            "Changes",
            "ci",
            time,
            time + 7,
            identifiers,
            List.of(ids),
            List.of(new SourceLink("run", "https://ci.example.org/88")),
            List.of("team:cart", "urgent"),
            data,
            "run-88",
            "text"));
  }

  private HttpApi.Reply list(String query, String more) throws Exception {
    return http.post(
        "/api/events",
        """
        {"startTimestampMs":0,"endTimestampMs":%d,"limit":100,"topologyQuery":"%s"%s}
        """
            .formatted(NOW, query.replace("\"", "\\\""), more));
  }

  private static List<String> ids(HttpApi.Reply reply) throws Exception {
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return StreamSupport.stream(reply.json().get("items").spliterator(), false)
        .map(item -> item.get("identifier").textValue())
        .toList();
  }

  @Test
  void anEventHasAllThatClientsRead() throws Exception {
    store("e1", NOW - 10, "DeploymentEvent", List.of(CART, "urn:none"), 23L);
    serve(100);
    HttpApi.Reply reply = list("layer IN (\"Applications\", \"Databases\")", "");
    assertThat(reply.json().get("total").longValue()).isEqualTo(1);
    JsonNode event = reply.json().at("/items/0");
    assertThat(event.toPrettyString() + "\n")
        .isEqualTo(JsonText.golden(EventResourceTest.class, "event.json"));
  }

  @Test
  void onlyWhatExistsAtThePlayHeadHasEvents() throws Exception {
    store("e1", NOW - 10, "A", List.of("urn:x:shop-web"));
    store("e2", NOW - 20, "Version Changed", List.of(), 1L);
    store("e3", NOW - 30, "A", List.of(CART));
    serve(100);
    assertThat(ids(list("", ""))).containsExactly("e3");
    assertThat(ids(list("", ",\"playHeadTimestampMs\":6000"))).containsExactly("e1", "e2", "e3");
  }

  @ParameterizedTest
  @CsvSource({
    "no-cause, e2",
    "cause-only, e2 e3",
    "full-cause-tree, e1 e2 e3",
    "FULL_CAUSE_TREE, e1 e2 e3"
  })
  void eventsOfTheCausesAreListedWhenTheyAreWanted(String mode, String expected) throws Exception {
    store("e1", NOW - 10, "A", List.of(), 2L);
    store("e2", NOW - 20, "A", List.of("urn:x:shop-web"));
    store("e3", NOW - 30, "A", List.of("urn:x:cart-db"));
    store("e4", NOW - 40, "A", List.of("urn:x:host-7"));
    serve(100);
    String more = ",\"playHeadTimestampMs\":6000,\"rootCauseMode\":\"" + mode + "\"";
    assertThat(String.join(" ", ids(list("name = \"shop-web\"", more)))).isEqualTo(expected);
  }

  @Test
  void dataThatIsNoObjectStandsInOne() throws Exception {
    store("e1", NOW - 1, "A", "[1]", List.of(CART));
    store("e2", NOW - 2, "A", "done {", List.of(CART));
    store("e3", NOW - 3, "A", "null", List.of(CART));
    serve(100);
    JsonNode items = list("", "").json().get("items");
    assertThat(items)
        .extracting(item -> item.get("data").toString())
        .containsExactly("{\"value\":[1]}", "{\"text\":\"done {\"}", "{}");
  }

  @Test
  void relationsAmongTheComponentsHaveEventsToo() throws Exception {
    store("e1", NOW, "A", List.of(), 23L);
    serve(100);
    assertThat(ids(list("name = \"cart-api\"", ""))).isEmpty();
    assertThat(ids(list("name IN (\"cart-api\", \"cart-db\")", ""))).containsExactly("e1");
    assertThat(ids(list("name = \"cart-api\"", ",\"includeConnectedComponents\":true")))
        .containsExactly("e1");
  }

  @Test
  void listsOfValuesMayBeRepeatedOrStandBetweenBars() throws Exception {
    store("e1", NOW, "A", List.of(CART));
    store("e2", NOW, "B", List.of(CART));
    store("e3", NOW, "C", List.of(CART));
    serve(100);
    String path =
        "/api/eventTypes?startTimestampMs=0&endTimestampMs=" + NOW + "&limit=10&topologyQuery=&";
    String bars = http.get(path + "eventTypes=A%7CB").raw().body();
    assertThat(bars).isEqualTo("{\"items\":[\"A\",\"B\"],\"total\":2}");
    assertThat(http.get(path + "eventTypes=A&eventTypes=B").raw().body()).isEqualTo(bars);
    assertThat(http.get(path + "match=C").raw().body())
        .isEqualTo("{\"items\":[\"C\"],\"total\":1}");
    String tags = path.replace("eventTypes", "eventTags");
    assertThat(http.get(tags).raw().body())
        .isEqualTo("{\"items\":[\"team:cart\",\"urgent\"],\"total\":2}");
    String sources = path.replace("eventTypes", "eventSources");
    assertThat(http.get(sources).raw().body()).isEqualTo("{\"items\":[\"ci\"],\"total\":1}");
  }

  @Test
  void aTypeIsFoundByItsOtherSpelling() throws Exception {
    store("e1", NOW, "Health State Changed", List.of(CART));
    store("e2", NOW, "Other", List.of(CART));
    serve(100);
    assertThat(ids(list("", ",\"eventTypes\":[\"HealthStateChangedEvent\"]")))
        .containsExactly("e1");
  }

  @Test
  void pagesFollowTheCursor() throws Exception {
    IntStream.range(0, 250).forEach(i -> store("e" + i, NOW - 1, "A", List.of(CART)));
    serve(100);
    Set<String> seen = new HashSet<>();
    List<String> page = ids(list("", ""));
    while (!page.isEmpty()) {
      assertThat(seen).doesNotContainAnyElementsOf(page);
      seen.addAll(page);
      String last = page.get(page.size() - 1);
      page =
          ids(
              list(
                  "",
                  ",\"cursor\":{\"lastEventTimestampMs\":%d,\"lastEventId\":\"%s\"}"
                      .formatted(NOW - 1, last)));
    }
    assertThat(seen).hasSize(250);
  }

  @Test
  void oneEventIsFoundInItsInterval() throws Exception {
    store("e1", NOW - 10, "A", List.of(CART));
    serve(100);
    HttpApi.Reply found = http.get("/api/events/e1?startTimestampMs=0&endTimestampMs=" + NOW);
    assertThat(found.json().get("identifier").textValue()).isEqualTo("e1");
    HttpApi.Reply missing = http.get("/api/events/e1?startTimestampMs=0&endTimestampMs=1");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.raw().body())
        .isEqualTo("{\"_type\":\"EventNotFoundError\",\"eventId\":\"e1\"}");
  }

  @Test
  void theHistogramHasItsBuckets() throws Exception {
    store("e1", NOW - 10, "A", List.of(CART));
    serve(100);
    HttpApi.Reply reply =
        http.post(
            "/api/eventsHistogram",
            """
            {"startTimestampMs":0,"endTimestampMs":%d,"topologyQuery":"","histogramBucketCount":1}
            """
                .formatted(NOW));
    assertThat(reply.raw().body())
        .isEqualTo(
            """
            {"buckets":[{"startTime":0,"endTime":%d,"count":1,\
            "categoryBuckets":[{"category":"Changes","count":1}]}]}"""
                .formatted(NOW + 1));
  }

  @Test
  void anEndThatIsNeverIsTheLastInstant() throws Exception {
    store("e1", NOW - 1, "A", List.of(CART));
    serve(100);
    String body =
        "{\"startTimestampMs\":0,\"endTimestampMs\":" + Long.MAX_VALUE + ",\"topologyQuery\":\"\",";
    HttpApi.Reply histogram =
        http.post("/api/eventsHistogram", body + "\"histogramBucketCount\":2}");
    assertThat(histogram.status()).isEqualTo(200);
    assertThat(histogram.raw().body()).contains(":253402300800000");
    assertThat(ids(http.post("/api/events", body + "\"limit\":1}"))).containsExactly("e1");
  }

  @Test
  void aQueryThatSelectsTooMuchIsAnOverflow() throws Exception {
    serve(3);
    HttpApi.Reply reply = list("name = \"*\" OR layer = \"Applications\"", "");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.raw().body()).isEqualTo("{\"_type\":\"TopologyOverflowError\",\"maxSize\":3}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|topologyQuery: found nothing, expected an STQL query as a string",
        "{\"a\":1|body: malformed JSON at line 1, column 7: Unexpected end-of-input: expected close marker for Object",
        "{\"topologyQuery\":\"\"}|startTimestampMs: found nothing, expected epoch milliseconds",
        "{\"topologyQuery\":\"\",\"startTimestampMs\":2,\"endTimestampMs\":1}|endTimestampMs: found 1, expected a time not before startTimestampMs, 2",
        "{\"topologyQuery\":\"\",\"startTimestampMs\":1,\"endTimestampMs\":1}|limit: found nothing, expected a whole number from 1 to 10000",
        "{\"topologyQuery\":\"\",\"startTimestampMs\":1,\"endTimestampMs\":1,\"limit\":10001}|limit: found 10001, expected a whole number from 1 to 10000",
        "{\"topologyQuery\":\"\",\"startTimestampMs\":1,\"endTimestampMs\":1,\"eventCategories\":[\"X\"]}|eventCategories: found X, expected one of Activities, Alerts, Anomalies, Changes, Others",
        "{\"topologyQuery\":\"\",\"rootCauseMode\":\"x\"}|rootCauseMode: found x, expected one of no-cause, cause-only, full-cause-tree",
        "{\"topologyQuery\":\"\",\"startTimestampMs\":1,\"endTimestampMs\":1,\"limit\":1,\"playHeadTimestampMs\":1}|playHeadTimestampMs: found 1, expected a time from 5000 on, since when history is kept",
      })
  void aMistakeNamesItsField(String body, String message) throws Exception {
    serve(100);
    HttpApi.Reply reply = http.post("/api/events", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("_type").textValue()).isEqualTo("RequestValidationError");
    assertThat(reply.json().get("message").textValue()).isEqualTo(message);
  }

  @Test
  void aQueryThatIsNoneIsAMistakeToo() throws Exception {
    serve(100);
    HttpApi.Reply reply = list("name =", "");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("_type").textValue()).isEqualTo("RequestValidationError");
    assertThat(reply.json().get("message").textValue()).startsWith("line 1, column");
  }

  @Test
  void itSaysThatTheStoreOfEventsIsAway() throws Exception {
    serve(100);
    events.away = true;
    HttpApi.Reply reply = list("", "");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().at("/errors/0/message").textValue())
        .isEqualTo("events cannot be read: Elasticsearch does not answer: Connection refused");
    events.away = false;
    assertThat(ids(list("", ""))).isEmpty();
  }

  @Test
  void somebodyWithScopesSeesNothingOfOthers() throws Exception {
    store("both", NOW - 1, "A", List.of(CART, "urn:x:ledger"), 6L);
    store("other", NOW - 2, "A", List.of("urn:x:ledger"));
    events = new MemoryEvents(stored);
    QueryLimits limits = new QueryLimits(100, 100, Duration.ofSeconds(15));
    http =
        TestRoutes.serve(
            new Caller("team", Permission.scoped(), List.of(Query.parse("label = \"team:cart\""))),
            new EventResource(events, new WithPast(), limits, 4, InstantSource.system())::bind);
    HttpApi.Reply reply = list("", "");
    assertThat(ids(reply)).containsExactly("both");
    assertThat(reply.raw().body()).doesNotContain("ledger");
    assertThat(ids(list("name = \"ledger\"", ""))).isEmpty();
    String interval = "?startTimestampMs=0&endTimestampMs=" + NOW;
    assertThat(http.get("/api/events/both" + interval).status()).isEqualTo(200);
    assertThat(http.get("/api/events/other" + interval).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"eventTypes", "eventSources", "eventTags"})
  void whatCannotBeLookedForIsRefused(String field) throws Exception {
    serve(100);
    String one = "\"" + "x".repeat(4_097) + "\"";
    HttpApi.Reply tooLong = list("", ",\"" + field + "\":" + one);
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.json().get("message").textValue())
        .isEqualTo(field + ": found a value of 4097 characters, expected at most 4096");
    HttpApi.Reply match =
        http.get(
            "/api/%s?startTimestampMs=0&endTimestampMs=1&limit=1&match=%s"
                .formatted(field, "x".repeat(201)));
    assertThat(match.status()).isEqualTo(400);
    assertThat(match.json().get("message").textValue())
        .isEqualTo("match: found 201 characters, expected at most 200");
    HttpApi.Reply many = list("", ",\"" + field + "\":[\"a\"" + ",\"a\"".repeat(1_000) + "]");
    assertThat(many.status()).isEqualTo(400);
    assertThat(many.json().get("message").textValue())
        .isEqualTo(field + ": found 1001 values, expected at most 1000");
  }

  @Test
  void moreThanItsLimitAtTheSameTimeAreRefused() throws Exception {
    QueryLimits limits = new QueryLimits(100, 100, Duration.ofSeconds(15));
    events = new MemoryEvents(stored);
    http =
        TestRoutes.serve(
            new EventResource(events, new WithPast(), limits, 0, InstantSource.system())::bind);
    HttpApi.Reply reply = list("", "");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().get("_type").textValue()).isEqualTo("ErrorsResponse");
    assertThat(reply.json().at("/errors/0/message").textValue()).contains("try again");
  }
}
