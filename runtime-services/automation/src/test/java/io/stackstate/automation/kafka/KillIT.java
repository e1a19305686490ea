package io.stackstate.automation.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.automation.notify.Events;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of the service at random moments while elements turn critical and clear again.
 * Each message arrives, and arrives once, or, when the kill fell between its sending and the record
 * of it, once more with the same idempotency key for each such kill. Afterwards what the receiver
 * believes to be open is what is critical.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("automation.kills", 8);
  private static final int COMPONENTS = 20;

  /** Messages that are on their way to an output, or have arrived and are not noted yet. */
  private static final int AT_ONCE = 8;

  private final Random random = new Random(11);
  private final Map<Long, Boolean> critical = new TreeMap<>();

  /** How many messages had arrived when a process was killed. */
  private final List<Integer> lives = new ArrayList<>();

  @Test
  void eachMessageArrivesOnceOrOnceMoreWithTheSameKey(@TempDir Path directory) throws Exception {
    try (TestKafka kafka = new TestKafka(directory.resolve("kafka"));
        Receiver receiver = new Receiver()) {
      for (long id = 1; id <= COMPONENTS; id++) {
        kafka.component(id);
      }
      kafka.handler(
          7,
          "{'triggers':[{'elementHealth':{}}],'outputs':[{'name':'hook','webhook':{'url':'"
              + receiver.url()
              + "'}}]}");
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = launch(kafka, directory.resolve("out-" + kill + ".log"));
        int before = receiver.bodies().size();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (receiver.bodies().size() < before + 5 + random.nextInt(20)
            && System.nanoTime() < end) {
          change(kafka);
          assertThat(process.waitFor(15, TimeUnit.MILLISECONDS)).isFalse();
        }
        process.destroyForcibly().waitFor();
        lives.add(settled(receiver));
      }
      Process last = launch(kafka, directory.resolve("out-last.log"));
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> assertThat(open(receiver)).isEqualTo(expected()));
        neitherTwiceNorNever(receiver);
      } finally {
        last.destroyForcibly().waitFor();
      }
    }
  }

  /** What a killed process has sent may still be on its way. */
  private static int settled(Receiver receiver) {
    AtomicInteger before = new AtomicInteger(-1);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> before.getAndSet(receiver.bodies().size()) == receiver.bodies().size());
    return before.get();
  }

  private void change(TestKafka kafka) throws IOException {
    long id = 1 + random.nextInt(COMPONENTS);
    boolean now = !critical.getOrDefault(id, false);
    critical.put(id, now);
    kafka.event(
        now
            ? Events.health(id, "CLEAR", "CRITICAL", "check")
            : Events.health(id, "CRITICAL", "CLEAR"));
  }

  private List<String> expected() {
    return critical.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(entry -> "urn:c:" + entry.getKey())
        .sorted()
        .toList();
  }

  /** What a receiver that follows the messages holds for open. */
  private static List<String> open(Receiver receiver) {
    Map<String, String> open = new HashMap<>();
    for (JsonNode body : receiver.bodies()) {
      String id = body.path("notificationId").asText();
      if (body.at("/event/type").asText().equals("open")) {
        open.put(id, body.at("/component/identifier").asText());
      } else {
        open.remove(id);
      }
    }
    return open.values().stream().sorted().toList();
  }

  /** No process sends a message twice, and a later one only what an earlier one could not note. */
  private void neitherTwiceNorNever(Receiver receiver) {
    Map<String, Integer> lastLife = new HashMap<>();
    Map<String, Integer> newest = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    int index = 0;
    for (JsonNode body : receiver.bodies()) {
      int at = index++;
      int life = (int) lives.stream().filter(killed -> killed <= at).count();
      String id = body.path("notificationId").asText();
      int sequence = body.path("sequence").asInt();
      Integer before = lastLife.put(id + "/" + sequence, life);
      if (before != null && before == life || newest.getOrDefault(id, 0) > sequence) {
        wrong.add(id + "/" + sequence + " in life " + life + " after life " + before);
      }
      newest.put(id, sequence);
    }
    assertThat(lastLife).hasSizeGreaterThan(5 * KILLS / 2);
    assertThat(wrong).isEmpty();
    assertThat(receiver.bodies().size() - lastLife.size())
        .as("repeated is only what was on its way when a process was killed")
        .isLessThanOrEqualTo(AT_ONCE * KILLS);
  }

  private static Process launch(TestKafka kafka, Path log) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            AutomationProcess.class.getName(),
            kafka.bootstrapServers());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
