package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.AutomationService;
import io.stackstate.automation.notify.Events;
import io.stackstate.model.change.HealthState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes into a scope, and leaves it, while nobody looks; and views, likewise. */
class TagChangesIT {
  private static final Duration LONGEST = Duration.ofMinutes(4);

  @TempDir static Path directory;
  private static TestKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = new TestKafka(directory);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static AutomationService service() {
    AutomationService service =
        AutomationService.create(
            AutomationServiceIT.config(), kafka.config(), Map.of(), new SimpleMeterRegistry());
    service.start();
    await().atMost(LONGEST).until(service::ready);
    return service;
  }

  private static void told(Receiver receiver, int messages) {
    await().atMost(LONGEST).until(() -> receiver.bodies().size() == messages);
  }

  private static String reason(Receiver receiver, int message) {
    return receiver.bodies().get(message - 1).at("/event/reason").asText();
  }

  @Test
  void tagsThatChangeWhileItIsDownOpenAndCloseAtTheRestart() throws Exception {
    try (Receiver receiver = new Receiver()) {
      kafka.component(21);
      kafka.component(22, "late");
      kafka.health(21, 71, "queue");
      kafka.health(22, 71, "disk");
      kafka.node("Monitor", 71, "Queues", "{'tags':['page']}");
      try (AutomationService service = service()) {
        kafka.handler(
            17,
            "{'scope':{'monitorTags':['page'],'componentTags':['late']},"
                + "'triggers':[{'elementHealth':{}}],'outputs':[{'name':'hook','webhook':{'url':'"
                + receiver.url()
                + "'}}]}");
        told(receiver, 1);
        assertThat(service.failure()).isEmpty();
      }
      kafka.component(21, "late");
      kafka.component(22, "early");
      try (AutomationService service = service()) {
        told(receiver, 3);
        assertThat(receiver.bodies().subList(1, 3))
            .extracting(
                body ->
                    body.at("/event/type").asText()
                        + " "
                        + body.at("/component/identifier").asText()
                        + " "
                        + body.at("/event/reason").asText())
            .containsExactlyInAnyOrder("open urn:c:21 why", "close urn:c:22 ComponentChanged");
        kafka.node("Monitor", 71, "Queues", "{'tags':[]}");
        told(receiver, 4);
        assertThat(service.failure()).isEmpty();
      }
      kafka.node("Monitor", 71, "Queues", "{'tags':['page']}");
      try (AutomationService service = service()) {
        told(receiver, 5);
        assertThat(receiver.bodies().get(4).at("/component/identifier").asText())
            .isEqualTo("urn:c:21");
        assertThat(service.failure()).isEmpty();
      }
    }
    kafka.handler(17, null);
  }

  @Test
  void aNewHandlerTellsOfAViewThatIsUnhealthyAndEndsWithItsHealth() throws Exception {
    kafka.node("QueryView", 80, "Orders", "{'query':'name = 1'}");
    kafka.view(80, HealthState.CRITICAL);
    try (Receiver receiver = new Receiver()) {
      try (AutomationService service = service()) {
        kafka.handler(
            18,
            "{'triggers':[{'viewHealth':{'view':'80'}}],'outputs':[{'name':'hook',"
                + "'webhook':{'url':'"
                + receiver.url()
                + "'}}]}");
        told(receiver, 1);
        assertThat(receiver.bodies().get(0).at("/component/name").asText()).isEqualTo("Orders");
        kafka.view(80, HealthState.CLEAR);
        told(receiver, 2);
        assertThat(reason(receiver, 2)).isEqualTo("HealthStateResolved");
        kafka.view(80, HealthState.CRITICAL);
        kafka.event(Events.view(80, "CLEAR", "CRITICAL"));
        told(receiver, 3);
        kafka.view(80, null);
        told(receiver, 4);
        assertThat(reason(receiver, 4)).isEqualTo("ComponentChanged");
        kafka.view(80, HealthState.CRITICAL);
        kafka.event(Events.view(80, "UNKNOWN", "CRITICAL"));
        told(receiver, 5);
        assertThat(service.failure()).isEmpty();
      }
      kafka.view(80, null);
      try (AutomationService service = service()) {
        told(receiver, 6);
        assertThat(reason(receiver, 6)).isEqualTo("ComponentChanged");
        assertThat(service.failure()).isEmpty();
      }
    }
    kafka.handler(18, null);
  }
}
