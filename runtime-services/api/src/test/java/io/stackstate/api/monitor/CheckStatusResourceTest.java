package io.stackstate.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.api.HttpApi;
import io.stackstate.api.TestRoutes;
import io.stackstate.api.auth.Caller;
import io.stackstate.api.auth.Permission;
import io.stackstate.api.check.CheckBoard;
import io.stackstate.api.events.MemoryEvents;
import io.stackstate.api.health.HealthBoard;
import io.stackstate.api.settings.TestSettings;
import io.stackstate.api.topology.Fixture;
import io.stackstate.model.Json;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.CheckState;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.monitor.MonitorStream;
import io.stackstate.stackpacks.settings.Node;
import io.stackstate.stql.Query;
import io.stackstate.telemetry.event.StoredEvent;
import io.stackstate.telemetry.event.TypeNames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health sheet, section 3.4. */
class CheckStatusResourceTest {
  private static final String URN = MonitorStream.urn(77);
  private static final long PART = 78;
  private static final long FUNCTION = 79;
  private static final long API = BoundCheckState.id(URN, "", "api");

  private static final List<StoredEvent> EVENTS =
      List.of(
          change("a", 3, 2, "{'name':'slow','health':'CRITICAL','stream':'%s'}".formatted(URN)),
          change("b", 4, 2, "{'name':'slow','health':'CRITICAL','stream':'%s'}".formatted(URN)),
          change("c", 5, 2, "{'name':'slow','health':'DEVIATING','stream':'urn:other'}"),
          change("d", 6, 3, "{'name':'slow','health':'DEVIATING','stream':'%s'}".formatted(URN)),
          change("e", 7, 2, "{'name':'slower','health':'DEVIATING','stream':'%s'}".formatted(URN)));

  private static StoredEvent change(String id, long time, long element, String failing) {
    String data =
        "{'elementId':%d,'oldValue':'CLEAR','newValue':'CRITICAL','failingChecks':[%s]}"
            .formatted(element, failing)
            .replace('\'', '"');
    return new StoredEvent(
        id,
        id,
        EventTypes.HEALTH_STATE_CHANGED,
        TypeNames.key(EventTypes.HEALTH_STATE_CHANGED),
        "Alerts",
        "StackState",
        time,
        time,
        List.of(),
        List.of(element),
        List.of(),
        List.of(),
        data,
        null,
        null);
  }

  private static CheckBoard checks() {
    CheckBoard board = new CheckBoard();
    state(board, 2, API, HealthState.DEVIATING, "slow");
    state(board, 3, 500, HealthState.CRITICAL, "full");
    state(board, 1, 501, HealthState.CRITICAL, "down");
    state(board, 4, 502, HealthState.CLEAR, "fine");
    state(board, 6, 503, HealthState.DEVIATING, "odd");
    board.apply(
        5,
        new Health(
            5,
            HealthState.CLEAR,
            HealthState.CLEAR,
            List.of(clear(504, PART), clear(505, FUNCTION))));
    return board;
  }

  private static BoundCheckState clear(long id, long monitor) {
    return new BoundCheckState(id, MonitorStream.urn(monitor), "n", HealthState.CLEAR, "m", 9);
  }

  private static void state(
      CheckBoard board, long element, long id, HealthState health, String name) {
    board.apply(
        element,
        new Health(
            element, health, health, List.of(new BoundCheckState(id, URN, name, health, "m", 9))));
  }

  private static HttpApi serve(Caller caller) {
    HealthBoard health = new HealthBoard();
    health.apply(
        new HealthKey(URN, "", "api"),
        new CheckState("api", "slow", HealthState.DEVIATING, "urn:x:cart-api", "m", 9));
    ObjectNode monitor = Json.mapper().createObjectNode();
    monitor.put("_type", "Monitor").put("id", 77).put("remediationHint", "Restart it");
    monitor.putArray("arguments").addObject().put("_type", "ArgumentLongVal").put("id", PART);
    ObjectNode function = Json.mapper().createObjectNode();
    function.put("_type", "MonitorFunction").put("id", FUNCTION);
    return TestRoutes.serve(
        caller,
        routes ->
            new CheckStatusResource(
                    TestSettings.of(
                        new Node(77, "Monitor", null, "Latency", null, null, false, monitor, 0),
                        new Node(79, "MonitorFunction", null, "f", null, null, false, function, 0)),
                    health,
                    checks(),
                    new MemoryEvents(EVENTS),
                    Fixture::snapshot)
                .bind(routes));
  }

  private static HttpApi.Reply get(Caller caller, String path) throws Exception {
    try (HttpApi http = serve(caller)) {
      return http.get("/api/monitor/checkStatus/" + path);
    }
  }

  private static HttpApi.Reply get(String path) throws Exception {
    return get(Caller.unrestricted("all"), path);
  }

  @Test
  void aStateIsToldWithItsMonitorAndComponent() throws Exception {
    assertThat(get(Long.toString(API)).raw().body())
        .isEqualTo(
            """
            {"id":%d,"checkStateId":"api","name":"slow","health":"DEVIATING","triggeredTimestamp":9,"component":{"id":2,"identifier":"urn:x:cart-api","name":"cart-api","type":"service"},"metrics":[],"monitorId":77,"monitorName":"Latency","message":"m","troubleshootingSteps":"Restart it","topologyTime":%d}"""
                .formatted(API, Fixture.TIME));
  }

  @Test
  void whatElseFailsIsToldTheNearestFirst() throws Exception {
    JsonNode failures = get(API + "/relatedFailures").json().path("checkStatuses");

    assertThat(failures)
        .extracting(
            each ->
                each.at("/component/name").asText()
                    + " "
                    + each.at("/topology/relation").asText()
                    + " "
                    + each.at("/topology/distance").asInt())
        .containsExactly("cart-db DEPENDENCY 1", "shop-web IMPACTED 1", "ledger RELATED 1");
  }

  @Test
  void theHistoryIsWhatEventsOfTheComponentSayTheNewestFirst() throws Exception {
    assertThat(get(API + "/healthHistory?startTime=1&endTime=10").raw().body())
        .isEqualTo(
            """
            {"checkStatusId":%d,"startTime":1,"endTime":10,"healthStateChanges":[{"timestamp":9,"newHealth":"DEVIATING"},{"timestamp":7,"newHealth":"DEVIATING"},{"timestamp":5,"newHealth":"CLEAR"},{"timestamp":3,"newHealth":"CRITICAL"}]}"""
                .formatted(API));
    assertThat(get(API + "/healthHistory?startTime=4&endTime=5").json().path("healthStateChanges"))
        .hasSize(2);
    assertThat(get(API + "/healthHistory").status()).isEqualTo(400);
    assertThat(get(API + "/healthHistory?startTime=4&endTime=3").status()).isEqualTo(400);
  }

  @Test
  void aScopeHidesStatesAndWhatIsAroundThem() throws Exception {
    Caller team =
        new Caller("t", Permission.scoped(), List.of(Query.parseScope("label = \"team:cart\"")));

    assertThat(get(team, API + "/relatedFailures").json().path("checkStatuses")).hasSize(1);
    assertThat(get(team, "501").status()).isEqualTo(404);
  }

  @Test
  void aStateIsKnownFromItsLastChangeOn() throws Exception {
    assertThat(get(API + "?topologyTime=9").json().path("topologyTime").asLong()).isEqualTo(9);
    HttpApi.Reply before = get(API + "?topologyTime=8");
    assertThat(before.status()).isEqualTo(404);
    assertThat(before.json().path("_type").asText()).isEqualTo("MonitorCheckStatusNotFoundError");
    assertThat(get("7").status()).isEqualTo(404);
    assertThat(get("x").status()).isEqualTo(400);
    HttpApi.Reply large = get("99999999999999999999");
    assertThat(large.status()).isEqualTo(404);
    assertThat(large.json().path("_type").asText()).isEqualTo("MonitorCheckStatusNotFoundError");
  }

  @Test
  void aStateOfWhatIsNoMonitorIsNotTold() throws Exception {
    assertThat(get("504/relatedFailures").status()).as("it is there").isEqualTo(200);
    assertThat(get("504").status()).isEqualTo(404);
    assertThat(get("505").status()).isEqualTo(404);
  }
}
