package io.stackstate.telemetry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackstate.model.Json;
import io.stackstate.model.intake.GenericEvent;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.telemetry.store.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

  private final EventReader reader = new EventReader(new Categories(Map.of()), Duration.ofDays(7));

  private static TopologyEvent event(String id, long time) {
    return new TopologyEvent(
        id,
        "change_request",
        "rolled out",
        "3 of 3",
        "DeploymentEvent",
        List.of("team:cart"),
        "{\"to\":\"2.4\"}",
        "ci",
        "run-88",
        List.of("urn:service:/cart"),
        List.of(new TopologyEvent.SourceLink("run", "https://ci.example.org/88")),
        "h",
        null,
        null,
        time,
        List.of());
  }

  private static byte[] json(Object value) throws IOException {
    return Json.mapper().writeValueAsBytes(value);
  }

  @Test
  void aTopologyEventKeepsWhatWasSentAndIsFiledUnderItsDay() throws Exception {
    Document document =
        reader.read(EventGroup.TOPOLOGY, json(event("e1", NOON)), NOON + 5).orElseThrow();

    assertThat(document.index()).isEqualTo("sts_topology_events-2026.03.02");
    assertThat(document.id()).isEqualTo("e1");
    StoredEvent stored = Json.mapper().readValue(document.json(), StoredEvent.class);
    assertThat(stored)
        .isEqualTo(
            new StoredEvent(
                "e1",
                "rolled out",
                "DeploymentEvent",
                "deployment",
                "Others",
                "ci",
                NOON,
                NOON + 5,
                List.of("urn:service:/cart"),
                List.of(),
                List.of(new TopologyEvent.SourceLink("run", "https://ci.example.org/88")),
                List.of("team:cart"),
                "{\"to\":\"2.4\",\"_originalCategory\":\"change_request\"}",
                "run-88",
                "3 of 3"));
  }

  @Test
  void anEventThatWasTooOldWhenItCameIsNoDocument() throws Exception {
    long old = NOON - Duration.ofDays(7).toMillis();
    assertThat(reader.read(EventGroup.TOPOLOGY, json(event("e", old - 1)), NOON)).isEmpty();
    assertThat(reader.read(EventGroup.TOPOLOGY, json(event("e", old)), NOON)).isPresent();
  }

  @Test
  void anEventFarAheadIsFiledUnderTheDayItCame() throws Exception {
    byte[] ahead = json(event("e", NOON + Duration.ofDays(400).toMillis()));
    assertThat(reader.read(EventGroup.TOPOLOGY, ahead, NOON).orElseThrow().index())
        .isEqualTo("sts_topology_events-2026.03.02");
  }

  @Test
  void aLogIsStoredAsItIs() throws Exception {
    GenericEvent log =
        new GenericEvent(
            "g1", "System.up", "", "up", "hello", "h", Map.of("a", "b"), null, null, null, NOON);
    Document document = reader.read(EventGroup.GENERIC, json(log), NOON).orElseThrow();
    assertThat(document.index()).isEqualTo("sts_generic_events-2026.03.02");
    assertThat(Json.mapper().readTree(document.json()).path("message").asText()).isEqualTo("hello");
    assertThat(Json.mapper().readTree(document.json()).path("eventTime").asLong()).isEqualTo(NOON);
  }

  @Test
  void whatIsNoEventIsAnError() {
    for (String text : List.of("", "null", "[]", "{\"TopologyEvent\":{}}", "{\"Other\":{}}")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> reader.read(EventGroup.TOPOLOGY, bytes, NOON))
          .as(text)
          .isInstanceOf(IOException.class);
    }
  }
}
