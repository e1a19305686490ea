package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.automation.AutomationService;
import io.stackstate.broker.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the broker while messages are under way. The service goes on by itself when the broker is
 * back; nothing is lost, and no message comes twice but what could not be noted.
 */
class BrokerKillIT {
  private static final int KILLS = Integer.getInteger("automation.kills", 5) / 2;

  private final Flicker flicker = new Flicker(5);

  @Test
  void theServiceOutlivesItsBroker(@TempDir Path directory) throws Exception {
    String port = Integer.toString(FreePort.find());
    Path log = directory.resolve("broker.log");
    Path data = directory.resolve("kafka");
    Process broker = ChildProcess.start(BrokerProcess.class, log, data.toString(), port);
    try (Receiver receiver = new Receiver();
        TestKafka kafka = TestKafka.at("127.0.0.1:" + port);
        AutomationService service =
            AutomationService.create(
                AutomationProcess.config(), kafka.config(), Map.of(), new SimpleMeterRegistry())) {
      Flicker.define(kafka, receiver, "problem");
      service.start();
      eventually().until(service::ready);
      for (int kill = 0; kill < KILLS; kill++) {
        int before = receiver.bodies().size();
        int wanted = before + 5 + flicker.random(10);
        while (receiver.bodies().size() < wanted) {
          flicker.change(kafka);
          assertThat(broker.waitFor(15, TimeUnit.MILLISECONDS)).isFalse();
        }
        broker.destroyForcibly().waitFor();
        flicker.killedAfter(receiver.bodies().size());
        broker = ChildProcess.start(BrokerProcess.class, log, data.toString(), port);
      }
      eventually()
          .untilAsserted(() -> assertThat(Flicker.open(receiver)).isEqualTo(flicker.expected()));
      assertThat(service.failure()).isEmpty();
      flicker.neitherTwiceNorNever(receiver, 2 * AutomationProcess.AT_ONCE);
    } finally {
      broker.destroyForcibly().waitFor();
    }
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(200));
  }
}
