package io.stackstate.automation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stackstate.automation.handler.Handler;
import io.stackstate.automation.notify.Events;
import io.stackstate.automation.notify.World;
import io.stackstate.automation.output.Links;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.PastElement;
import io.stackstate.model.notification.PastEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a handler would have told of the past: health sheet, section 13.1 row 21. */
class PreviewTest {
  private static final String HEALTH =
      "'triggers':[{'elementHealth':{}}],'outputs':[{'name':'hook','webhook':{'url':'http://x'}}]}";

  private static ObjectNode replay(String handler, PastEvent... events) throws Exception {
    Handler made = Events.handler(1, handler);
    PastSurroundings around = new PastSurroundings(made.spec().scope(), new World());
    Preview preview = new Preview(made, around, new Links(Optional.empty()), 0);
    for (PastEvent event : events) {
      around.remember(event);
      preview.occur(event.event());
    }
    return preview.result(10_000_000);
  }

  @Test
  void aHandlerThatIsOffIsTriedAsIfItWereOn() throws Exception {
    PastEvent event =
        event(1_000, Events.health(1, "CLEAR", "CRITICAL"), element(1, true, "a", null));
    ObjectNode result = replay("{'enabled':false," + HEALTH, event);
    assertThat(result.at("/messages/OPEN").asInt()).isEqualTo(1);
  }

  private static PastEvent event(long at, TopologyEvent event, PastElement... elements) {
    TopologyEvent then =
        new TopologyEvent(
            event.id(),
            event.category(),
            event.name(),
            event.description(),
            event.type(),
            event.tags(),
            event.data(),
            event.source(),
            null,
            event.elementIdentifiers(),
            List.of(),
            null,
            null,
            null,
            at,
            event.elements());
    return new PastEvent(then, List.of(elements));
  }

  private static PastElement element(long id, boolean inQuery, String tag, Long problem) {
    return new PastElement(
        id,
        false,
        "c" + id,
        "service",
        "services",
        "shop",
        List.of(),
        List.of(tag),
        List.of("urn:c:" + id),
        HealthState.CRITICAL,
        inQuery,
        false,
        problem,
        problem == null ? null : 99L);
  }

  @Test
  void theScopeIsThatOfTheTime() throws Exception {
    ObjectNode result =
        replay(
            "{'scope':{'query':'q','componentTags':['oncall']}," + HEALTH,
            event(1_000, Events.health(1, "CLEAR", "CRITICAL"), element(1, true, "oncall", null)),
            event(2_000, Events.health(2, "CLEAR", "CRITICAL"), element(2, false, "oncall", null)),
            event(3_000, Events.health(3, "CLEAR", "CRITICAL"), element(3, true, "other", null)),
            event(4_000, Events.health(4, "CLEAR", "CRITICAL")),
            event(5_000, Events.health(1, "CRITICAL", "CLEAR"), element(1, false, "other", null)));

    assertThat(result.path("messages").toString()).isEqualTo("{\"CLOSE\":1,\"OPEN\":1}");
    assertThat(result.at("/first/0/at").asLong()).isEqualTo(1_000);
    assertThat(result.at("/first/0/title").asText()).isEqualTo("c1 is CRITICAL");
    assertThat(result.at("/first/1/title").asText()).isEqualTo("Resolved: c1 was CRITICAL");
    assertThat(result.at("/first/1/state").asText()).isEqualTo("CLEAR");
    assertThat(result.path("events").asInt()).isEqualTo(5);
  }

  @Test
  void theProblemsAreThoseOfTheTime() throws Exception {
    ObjectNode result =
        replay(
            "{'inhibit':{'dependentsOfRootCause':true}," + HEALTH,
            event(1_000, Events.health(1, "CLEAR", "CRITICAL"), element(1, true, "a", 5L)),
            event(1_100, Events.health(2, "CLEAR", "CRITICAL"), element(2, true, "a", null)));

    assertThat(result.at("/first/0/groupKey").asText()).isEqualTo("element:2");
    assertThat(result.path("first")).hasSize(1);
    assertThat(result.at("/suppressed/inhibit").asInt()).isEqualTo(1);
  }

  @Test
  void timesPassBetweenEvents() throws Exception {
    ObjectNode result =
        replay(
            "{'for':'60s'," + HEALTH,
            event(1_000, Events.health(1, "CLEAR", "CRITICAL"), element(1, true, "a", null)),
            event(41_000, Events.health(1, "CRITICAL", "CLEAR"), element(1, true, "a", null)),
            event(90_000, Events.health(2, "CLEAR", "CRITICAL"), element(2, true, "a", null)));

    assertThat(result.path("messages").toString()).isEqualTo("{\"OPEN\":1}");
    assertThat(result.at("/first/0/at").asLong()).isBetween(150_000L, 155_000L);
    assertThat(result.path("stillOpen").asInt()).isEqualTo(1);
  }

  @Test
  void whatDoesNotHoldForLongEnoughYetWaits() throws Exception {
    ObjectNode result =
        replay(
            "{'for':'60s'," + HEALTH,
            event(9_970_000, Events.health(1, "CLEAR", "CRITICAL"), element(1, true, "a", null)));

    assertThat(result.path("first")).isEmpty();
    assertThat(result.path("waiting")).hasSize(1);
    assertThat(result.at("/waiting/0/until").asLong()).isEqualTo(10_030_000L);
    assertThat(result.at("/waiting/0/title").asText()).isEqualTo("c1 is CRITICAL");
    assertThat(result.at("/waiting/0/state").asText()).isEqualTo("CRITICAL");
    assertThat(result.at("/waiting/0/outputs/0").asText()).isEqualTo("hook");
    assertThat(result.at("/waiting/0").has("suppressed")).isFalse();
  }

  @Test
  void whatIsHeldBackSaysByWhat() throws Exception {
    ObjectNode result =
        replay(
            "{'suppressUntil':'2030-01-01T00:00:00Z'," + HEALTH,
            event(1_000, Events.health(1, "CLEAR", "CRITICAL"), element(1, true, "a", null)));

    assertThat(result.path("first")).isEmpty();
    assertThat(result.at("/waiting/0/suppressed").asText()).isEqualTo("suppressUntil");
  }
}
