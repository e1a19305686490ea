package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.AutomationService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes into a scope, and leaves it, while nobody looks. */
class TagChangesIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static AutomationService service(TestKafka kafka) {
    AutomationService service =
        AutomationService.create(
            AutomationServiceIT.config(), kafka.config(), Map.of(), new SimpleMeterRegistry());
    service.start();
    await().atMost(LONGEST).until(service::ready);
    return service;
  }

  @Test
  void tagsThatChangeWhileItIsDownOpenAndCloseAtTheRestart(@TempDir Path directory)
      throws Exception {
    try (TestKafka kafka = new TestKafka(directory);
        Receiver receiver = new Receiver()) {
      kafka.component(21);
      kafka.component(22, "late");
      kafka.health(21, 71, "queue");
      kafka.health(22, 71, "disk");
      kafka.node("Monitor", 71, "Queues", "{'tags':['page']}");
      try (AutomationService service = service(kafka)) {
        kafka.handler(
            17,
            "{'scope':{'monitorTags':['page'],'componentTags':['late']},"
                + "'triggers':[{'elementHealth':{}}],'outputs':[{'name':'hook','webhook':{'url':'"
                + receiver.url()
                + "'}}]}");
        await().atMost(LONGEST).until(() -> receiver.bodies().size() == 1);
        assertThat(service.failure()).isEmpty();
      }
      kafka.component(21, "late");
      kafka.component(22, "early");
      try (AutomationService service = service(kafka)) {
        await().atMost(LONGEST).until(() -> receiver.bodies().size() == 3);
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
        await().atMost(LONGEST).until(() -> receiver.bodies().size() == 4);
        assertThat(service.failure()).isEmpty();
      }
      kafka.node("Monitor", 71, "Queues", "{'tags':['page']}");
      try (AutomationService service = service(kafka)) {
        await().atMost(LONGEST).until(() -> receiver.bodies().size() == 5);
        assertThat(receiver.bodies().get(4).at("/component/identifier").asText())
            .isEqualTo("urn:c:21");
        assertThat(service.failure()).isEmpty();
      }
    }
  }
}
