package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills the process of the service at random moments while elements turn critical and clear again.
 * Each message arrives, and arrives once, or, when the kill fell between its sending and the record
 * of it, once more with the same idempotency key for each such kill. Afterwards what the receiver
 * believes to be open is what is critical. {@code -Dautomation.kills=50} kills more often.
 */
class KillIT {
  private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
  private static final int KILLS = Integer.getInteger("automation.kills", 5);

  private final Flicker flicker = new Flicker(11);

  @Test
  void eachMessageArrivesOnceOrOnceMoreWithTheSameKey(@TempDir Path directory) throws Exception {
    try (TestKafka kafka = new TestKafka(directory.resolve("kafka"));
        Receiver receiver = new Receiver()) {
      Flicker.define(kafka, receiver, "monitorState");
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = launch(kafka, directory.resolve("out-" + kill + ".log"));
        int before = receiver.bodies().size();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (receiver.bodies().size() < before + 5 + flicker.random(20)
            && System.nanoTime() < end) {
          flicker.change(kafka);
          assertThat(process.waitFor(15, TimeUnit.MILLISECONDS)).isFalse();
        }
        process.destroyForcibly().waitFor();
        flicker.killedAfter(settled(receiver));
      }
      Process last = launch(kafka, directory.resolve("out-last.log"));
      try {
        await()
            .atMost(Duration.ofMinutes(4))
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> assertThat(Flicker.open(receiver)).isEqualTo(flicker.expected()));
        int[] counts = flicker.neitherTwiceNorNever(receiver, AutomationProcess.AT_ONCE);
        assertThat(counts[0]).isGreaterThan(5 * KILLS / 2);
        LOG.info("{} kills: {} messages, {} of them once more", KILLS, counts[0], counts[1]);
      } finally {
        last.destroyForcibly().waitFor();
      }
    }
  }

  /** What a killed process has sent may still be on its way. */
  private static int settled(Receiver receiver) {
    AtomicInteger before = new AtomicInteger(-1);
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> before.getAndSet(receiver.bodies().size()) == receiver.bodies().size());
    return before.get();
  }

  private static Process launch(TestKafka kafka, Path log) throws IOException {
    return ChildProcess.start(AutomationProcess.class, log, kafka.bootstrapServers());
  }
}
