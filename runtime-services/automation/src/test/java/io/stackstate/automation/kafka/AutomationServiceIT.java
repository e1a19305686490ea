package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.AutomationService;
import io.stackstate.automation.notify.Events;
import io.stackstate.model.Json;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.notification.OutputStatus;
import io.stackstate.model.notification.PastElement;
import io.stackstate.model.notification.PastEvent;
import io.stackstate.model.notification.RequestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomationServiceIT {
  @TempDir static Path directory;
  private static TestKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = new TestKafka(directory);
    for (long id = 1; id <= 9; id++) {
      kafka.component(id);
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  static Config config() {
    return ConfigFactory.parseMap(
            Map.of(
                "stackstate.automation.outputs.allowedAddresses",
                List.of("127.0.0.1/32"),
                "stackstate.automation.outputs.kafka.topics",
                List.of("alerts-*"),
                "stackstate.automation.retry.first",
                "100 ms"))
        .withFallback(ConfigFactory.load());
  }

  private static AutomationService service() {
    AutomationService service =
        AutomationService.create(config(), kafka.config(), Map.of(), new SimpleMeterRegistry());
    service.start();
    eventually().until(service::ready);
    return service;
  }

  private static String spec(Receiver receiver) {
    return "{'triggers':[{'elementHealth':{}}],'outputs':[{'name':'hook','webhook':{'url':'"
        + receiver.url()
        + "'}}]}";
  }

  @Test
  void aHealthChangeReachesTheWebhookAndItsEndToo() throws Exception {
    try (Receiver receiver = new Receiver();
        AutomationService service = service()) {
      kafka.handler(11, spec(receiver));
      eventually().until(() -> kafka.stored().containsKey(NotificationKey.of(Kind.HANDLER, "11")));

      kafka.event(Events.health(1, "CLEAR", "CRITICAL", "Queue too long"));
      eventually().until(() -> receiver.bodies().size() == 1);
      kafka.event(Events.health(1, "CRITICAL", "CLEAR"));
      eventually().until(() -> receiver.bodies().size() == 2);

      JsonNode open = receiver.bodies().get(0);
      JsonNode close = receiver.bodies().get(1);
      assertThat(open.at("/event/type").asText()).isEqualTo("open");
      assertThat(open.at("/event/title").asText()).isEqualTo("Queue too long");
      assertThat(open.at("/component/identifier").asText()).isEqualTo("urn:c:1");
      assertThat(close.at("/event/reason").asText()).isEqualTo("HealthStateResolved");
      assertThat(close.get("notificationId")).isEqualTo(open.get("notificationId"));
      eventually()
          .untilAsserted(
              () ->
                  assertThat(kafka.stored().keySet())
                      .noneMatch(k -> k.kind() == Kind.GROUP || k.kind() == Kind.OUTBOX));
      assertThat(service.failure()).isEmpty();
      remove(11);
    }
  }

  @Test
  void aHeartbeatCallsByItselfAndIsToldOfNothing() throws Exception {
    try (Receiver receiver = new Receiver();
        AutomationService service = service()) {
      kafka.handler(
          14,
          "{'triggers':[{'elementHealth':{}}],'outputs':[{'name':'beat','heartbeat':{'url':'"
              + receiver.url()
              + "','interval':'10s'}}]}");
      eventually().until(() -> receiver.bodies().size() == 1);
      eventually().until(() -> status("14", "beat").sent() == 1);

      kafka.event(Events.health(4, "CLEAR", "CRITICAL", "disk"));
      eventually()
          .untilAsserted(
              () -> assertThat(kafka.stored().keySet()).anyMatch(k -> k.kind() == Kind.GROUP));
      assertThat(kafka.stored().keySet()).noneMatch(k -> k.kind() == Kind.OUTBOX);
      assertThat(receiver.bodies()).allMatch(JsonNode::isMissingNode);
      assertThat(service.failure()).isEmpty();
      remove(14);
    }
  }

  @Test
  void messagesReachTopicsOfThePlatformAndOfOtherBrokers() throws Exception {
    kafka.topic("alerts-shop");
    kafka.topic("elsewhere");
    try (AutomationService service = service()) {
      kafka.handler(
          15,
          "{'triggers':[{'elementHealth':{}}],'outputs':["
              + "{'name':'ours','kafka':{'topic':'alerts-shop','metadata':{'team':'A'}}},"
              + "{'name':'theirs','kafka':{'topic':'elsewhere','mode':'Structured',"
              + "'bootstrapServers':['"
              + kafka.bootstrapServers()
              + "']}}]}");
      eventually().until(() -> kafka.stored().containsKey(NotificationKey.of(Kind.HANDLER, "15")));
      kafka.event(Events.health(5, "CLEAR", "CRITICAL", "disk"));
      eventually().until(() -> kafka.records("alerts-shop").size() == 1);
      kafka.event(Events.health(5, "CRITICAL", "CLEAR"));
      eventually().until(() -> kafka.records("alerts-shop").size() == 2);
      eventually().until(() -> kafka.records("elsewhere").size() == 2);

      ConsumerRecord<byte[], byte[]> open = kafka.records("alerts-shop").get(0);
      JsonNode data = Json.mapper().readTree(open.value());
      String id = data.path("notificationId").asText();
      assertThat(open.key()).asString().isEqualTo(id);
      assertThat(header(open, "content-type")).isEqualTo("application/json");
      assertThat(header(open, "ce_specversion")).isEqualTo("1.0");
      assertThat(header(open, "ce_id")).isEqualTo(id + "-1");
      assertThat(header(open, "ce_type")).isEqualTo("io.stackstate.notification.open");
      assertThat(header(open, "ce_source")).isEqualTo("/stackstate/event-handlers/h15");
      assertThat(header(open, "ce_subject")).isEqualTo("urn:c:5");
      assertThat(data.at("/metadata/team").asText()).isEqualTo("A");

      ConsumerRecord<byte[], byte[]> close = kafka.records("elsewhere").get(1);
      JsonNode event = Json.mapper().readTree(close.value());
      assertThat(close.key()).asString().isEqualTo(id);
      assertThat(header(close, "content-type")).startsWith("application/cloudevents+json");
      assertThat(event.path("id").asText()).isEqualTo(id + "-2");
      assertThat(event.at("/data/event/reason").asText()).isEqualTo("HealthStateResolved");
      assertThat(service.failure()).isEmpty();
      remove(15);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** Test case 51: what the receiver sees of one notification, and why notifications close. */
  @Test
  void oneNotificationFromOpeningToEachKindOfClose() throws Exception {
    try (Receiver receiver = new Receiver();
        AutomationService service = service()) {
      String scoped = "{'scope':{'componentTags':['oncall']}," + spec(receiver).substring(1);
      kafka.handler(14, scoped);
      eventually().until(() -> kafka.stored().containsKey(NotificationKey.of(Kind.HANDLER, "14")));
      tell(receiver, Events.health(5, "CLEAR", "CRITICAL", "queue"));
      tell(receiver, Events.health(5, "CRITICAL", "CRITICAL", "disk"));
      tell(receiver, Events.health(5, "CRITICAL", "DEVIATING", "disk"));
      tell(receiver, Events.health(5, "DEVIATING", "CLEAR"));
      List<JsonNode> bodies = receiver.bodies();
      assertThat(bodies)
          .extracting(body -> body.at("/event/type").asText() + body.at("/event/reason").asText())
          .containsExactly("openwhy", "openwhy", "openwhy", "closeHealthStateResolved");
      assertThat(bodies).extracting(body -> body.get("notificationId")).containsOnly(id(bodies, 0));
      assertThat(bodies)
          .extracting(body -> body.at("/event/state").asText())
          .startsWith("CRITICAL", "CRITICAL", "DEVIATING");

      tell(receiver, Events.health(5, "CLEAR", "CRITICAL", "queue"));
      assertThat(id(receiver.bodies(), 4)).isNotEqualTo(id(bodies, 0));
      kafka.component(5, "retired");
      closes(receiver, "ComponentChanged");
      tell(receiver, Events.health(7, "CLEAR", "CRITICAL", "queue"));
      kafka.remove(7);
      closes(receiver, "ComponentRemoved");
      tell(receiver, Events.health(6, "CLEAR", "CRITICAL", "queue"));
      kafka.handler(14, "{'enabled':false," + scoped.substring(1));
      closes(receiver, "ConfigChanged");
      assertThat(service.failure()).isEmpty();
      remove(14);
    }
  }

  @Test
  void aNewHandlerTellsOfWhatIsUnhealthyAndNotAgainAtARestart() throws Exception {
    kafka.component(20);
    kafka.health(20, 70, "queue");
    kafka.node("Monitor", 70, "Queues", "{'tags':['page']}");
    try (Receiver receiver = new Receiver()) {
      try (AutomationService service = service()) {
        kafka.handler(
            16,
            "{'scope':{'monitorTags':['page'],'componentTags':['oncall'],'componentTypes':['service']},"
                + spec(receiver).substring(1));
        eventually().until(() -> receiver.bodies().size() == 1);
        assertThat(receiver.bodies().get(0).at("/event/title").asText()).isEqualTo("queue");
        assertThat(receiver.bodies().get(0).at("/monitor/name").asText()).isEqualTo("Queues");
        assertThat(service.failure()).isEmpty();
      }
      try (AutomationService service = service()) {
        kafka.node("Monitor", 70, "Queues", "{'tags':[]}");
        closes(receiver, "ComponentChanged");
        kafka.node("Monitor", 70, "Queues", "{'tags':['page']}");
        eventually().until(() -> receiver.bodies().size() == 3);
        kafka.health(20, 70, null);
        closes(receiver, "HealthStateResolved");
        assertThat(receiver.bodies()).hasSize(4);
        assertThat(service.failure()).isEmpty();
        remove(16);
      }
    }
    kafka.remove(20);
    kafka.node("Monitor", 70, "Queues", "{'tags':[]}");
  }

  private static JsonNode id(List<JsonNode> bodies, int index) {
    return bodies.get(index).get("notificationId");
  }

  private static void tell(Receiver receiver, TopologyEvent event) throws IOException {
    int before = receiver.bodies().size();
    kafka.event(event);
    eventually().until(() -> receiver.bodies().size() == before + 1);
  }

  private static void closes(Receiver receiver, String reason) {
    eventually()
        .untilAsserted(
            () -> {
              JsonNode last = receiver.bodies().get(receiver.bodies().size() - 1);
              assertThat(last.at("/event/reason").asText()).isEqualTo(reason);
            });
  }

  @Test
  void aRestartGoesOnWithWhatWasOpenAndARemovedHandlerCloses() throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.answer(503);
      try (AutomationService service = service()) {
        kafka.handler(12, spec(receiver));
        eventually()
            .until(() -> kafka.stored().containsKey(NotificationKey.of(Kind.HANDLER, "12")));
        kafka.event(Events.health(2, "CLEAR", "CRITICAL", "disk"));
        eventually().until(() -> status("12", "hook").errors().size() == 1);
        assertThat(service.ready()).isTrue();
      }
      receiver.answer(200);
      try (AutomationService service = service()) {
        eventually().until(() -> receiver.bodies().size() == 1);
        eventually().until(() -> status("12", "hook").errors().isEmpty());
        assertThat(service.failure()).isEmpty();
      }
      kafka.handler(12, null);
      try (AutomationService service = service()) {
        eventually().until(() -> receiver.bodies().size() == 2);
        assertThat(receiver.bodies().get(1).at("/event/reason").asText())
            .isEqualTo("ConfigRemoved");
        eventually()
            .untilAsserted(
                () ->
                    assertThat(kafka.stored().keySet())
                        .noneMatch(k -> k.parts().get(0).equals("12")));
        assertThat(service.failure()).isEmpty();
      }
    }
  }

  @Test
  void peopleTestPreviewSilenceAndAcknowledge() throws Exception {
    try (Receiver receiver = new Receiver();
        AutomationService service = service()) {
      kafka.handler(13, spec(receiver));
      eventually().until(() -> kafka.stored().containsKey(NotificationKey.of(Kind.HANDLER, "13")));
      long now = System.currentTimeMillis();

      kafka.request(new NotificationRequest.TestSend("t1", 13, null, now));
      assertThat(result("t1").result().path("hook").asText()).isEqualTo("delivered");
      assertThat(receiver.bodies()).hasSize(2);

      kafka.event(Events.health(3, "CLEAR", "CRITICAL", "cpu"));
      eventually().until(() -> receiver.bodies().size() == 3);
      String id = receiver.bodies().get(2).path("notificationId").asText();
      kafka.request(new NotificationRequest.Acknowledge("a1", id, "ann"));
      assertThat(result("a1").error()).isNull();
      kafka.request(new NotificationRequest.Acknowledge("a2", "none", "ann"));
      assertThat(result("a2").error()).contains("no notification none is open");

      kafka.request(new NotificationRequest.Preview("p1", 13, now - 3_600_000, now));
      JsonNode preview = result("p1").result();
      assertThat(preview.at("/messages/OPEN").asInt()).isGreaterThanOrEqualTo(1);
      assertThat(preview.at("/first").findValuesAsText("title")).contains("cpu");
      replays(now);
      assertThat(receiver.bodies()).as("nothing is sent").hasSize(3);
      assertThat(service.failure()).isEmpty();
      remove(13);
    }
  }

  /** The parts of one replay, and one whose begin is not known. */
  private static void replays(long now) throws IOException {
    PastElement element =
        new PastElement(
            3,
            false,
            "c3-then",
            "service",
            null,
            null,
            null,
            null,
            List.of("urn:c:3"),
            HealthState.CRITICAL,
            false,
            false,
            null,
            null);
    PastEvent event = new PastEvent(Events.health(3, "CLEAR", "CRITICAL", "old"), List.of(element));
    kafka.request(new NotificationRequest.Replay("r1", 13, 0, 9, 0, false, List.of(event), now));
    kafka.request(new NotificationRequest.Replay("r1", 13, 0, 9, 1, true, List.of(), now));
    JsonNode replay = result("r1").result();
    assertThat(replay.at("/messages/OPEN").asInt()).isEqualTo(1);
    assertThat(replay.at("/first/0/title").asText()).isEqualTo("old");
    kafka.request(new NotificationRequest.Replay("r2", 13, 0, 9, 1, true, List.of(), now));
    assertThat(result("r2").error()).contains("ask once more");
  }

  private static void remove(long id) throws IOException {
    kafka.handler(id, null);
    eventually()
        .until(
            () ->
                kafka.stored().keySet().stream()
                    .noneMatch(key -> key.parts().get(0).equals(Long.toString(id))));
  }

  private static RequestResult result(String id) {
    NotificationKey key = NotificationKey.of(Kind.RESULT, id);
    eventually().until(() -> kafka.stored().containsKey(key));
    return read(kafka.stored().get(key), RequestResult.class);
  }

  private static OutputStatus status(String handler, String output) {
    byte[] stored = kafka.stored().get(NotificationKey.of(Kind.OUTPUT, handler, output));
    return read(stored, OutputStatus.class);
  }

  private static <T> T read(byte[] value, Class<T> type) {
    try {
      return Json.mapper().readValue(value, type);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }
}
