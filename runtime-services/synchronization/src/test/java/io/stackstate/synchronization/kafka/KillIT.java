package io.stackstate.synchronization.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.external.StreamModel;
import io.stackstate.synchronization.program.Programs;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of the service at random moments while input flows. One synchronization runs a
 * program, which is changed on the way; another reads the topic of the first, no faster than its
 * limit allows. Afterwards the log holds exactly what the same input gives without a crash: nothing
 * lost, nothing doubled, counters too.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("stackstate.kills", 8);
  private static final int IDS = 300;
  private static final String GROUP = "kill";

  private final Random random = new Random(42);
  private final SyncSettings a = TestKafka.sync("kill-a");
  private final SyncSettings b =
      Programs.with(TestKafka.sync("kill-b"), Programs.likeBuiltIn("first"));
  private final SyncSettings changed = Programs.with(b, Programs.likeBuiltIn("second"));
  private final SyncSettings sharing =
      Programs.with(
          TestKafka.sync("kill-c", "kill-a"),
          Programs.limited(Programs.likeBuiltIn("sharing"), 100, 50));
  private final StreamModel model = new StreamModel(a, b, sharing);
  private long clock = 1_700_000_000_000L;

  @Test
  void neitherLosesNorDoublesAnything(@TempDir Path directory) throws Exception {
    try (TestKafka kafka = new TestKafka(directory.resolve("kafka"))) {
      for (SyncSettings sync : List.of(a, b)) {
        kafka.createTopic(sync);
        kafka.put(sync);
      }
      kafka.put(sharing);
      for (int i = 0; i < KILLS; i++) {
        if (i == KILLS / 2) {
          kafka.put(changed);
        }
        Process process = launch(kafka, directory.resolve("out-" + i + ".log"));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500 + random.nextInt(4_000));
        do {
          feed(kafka, 100);
        } while (!process.waitFor(20, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly().waitFor();
      }
      model.finish();
      model.configure(changed);
      Process last = launch(kafka, directory.resolve("out-last.log"));
      try {
        await()
            .atMost(Duration.ofMinutes(6))
            .ignoreExceptions()
            .untilAsserted(() -> compare(kafka));
      } finally {
        last.destroyForcibly().waitFor();
      }
      assertThat(kafka.components()).anyMatch(c -> c.labels().contains("second"));
      assertThat(kafka.components()).noneMatch(c -> c.labels().contains("first"));
      assertThat(model.status(a).createdRelations()).isPositive();
      assertThat(model.status(a).deletedComponents()).isPositive();
      assertThat(told(kafka)).isEqualTo(happened(kafka));
    }
  }

  /** What the log says of each element, in order. */
  private static Map<Long, List<String>> happened(TestKafka kafka) {
    Map<Long, List<String>> happened = new TreeMap<>();
    Set<Long> there = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : kafka.read(Topics.CHANGES)) {
      long id = ChangeKey.parse(record.key()).id();
      String type;
      if (record.value() == null) {
        there.remove(id);
        type = EventTypes.ELEMENT_DELETED;
      } else {
        type = there.add(id) ? EventTypes.ELEMENT_CREATED : EventTypes.ELEMENT_UPDATED;
      }
      happened.computeIfAbsent(id, i -> new ArrayList<>()).add(type);
    }
    return happened;
  }

  /** The same, as the events tell it. */
  private static Map<Long, List<String>> told(TestKafka kafka) throws Exception {
    Set<String> types =
        Set.of(EventTypes.ELEMENT_CREATED, EventTypes.ELEMENT_UPDATED, EventTypes.ELEMENT_DELETED);
    Map<Long, List<String>> told = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : kafka.read(Topics.TOPOLOGY_EVENTS)) {
      TopologyEvent event = Json.mapper().readValue(record.value(), TopologyEvent.class);
      if (types.contains(event.type())) {
        told.computeIfAbsent(event.elements().get(0), i -> new ArrayList<>()).add(event.type());
      }
    }
    return told;
  }

  private void compare(TestKafka kafka) throws Exception {
    assertThat(counters(kafka.status(a))).isEqualTo(counters(model.status(a)));
    assertThat(counters(kafka.status(b))).isEqualTo(counters(model.status(b)));
    assertThat(counters(kafka.status(sharing))).isEqualTo(counters(model.status(sharing)));
    assertThat(sorted(kafka.components())).isEqualTo(sorted(model.components()));
    assertThat(kafka.relations().stream().sorted(Comparator.comparing(Relation::id)).toList())
        .isEqualTo(model.relations());
  }

  private static List<Component> sorted(List<Component> components) {
    return components.stream().sorted(Comparator.comparing(Component::id)).toList();
  }

  private static List<Long> counters(SyncStatus s) {
    return List.of(
        s.components(),
        s.relations(),
        s.parkedRelations(),
        s.createdComponents(),
        s.deletedComponents(),
        s.createdRelations(),
        s.deletedRelations(),
        s.errors());
  }

  private void feed(TestKafka kafka, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      SyncSettings sync = random.nextBoolean() ? a : b;
      clock++;
      TopologyElement element = new TopologyElement(payload(), "host", clock, clock);
      kafka.sendElement(sync, element);
      model.accept(sync, element);
      if (sync == a) {
        model.accept(sharing, element);
      }
    }
    kafka.flush();
  }

  private TopologyPayload payload() {
    String id = "e" + random.nextInt(IDS);
    int kind = random.nextInt(1_000);
    if (kind < 500) {
      String identifiers = random.nextInt(4) == 0 ? "\"i" + random.nextInt(50) + "\"" : "";
      String data =
          "{\"version\":\"%d\",\"identifiers\":[%s]}".formatted(random.nextInt(5), identifiers);
      return new TopologyPayload.Component(id, "server", data, null);
    }
    if (kind < 900) {
      String target = "e" + random.nextInt(IDS);
      return new TopologyPayload.Relation(id + ">" + target, id, target, "uses", "{}", null);
    }
    if (kind < 990) {
      return new TopologyPayload.Delete(id);
    }
    return random.nextBoolean()
        ? new TopologyPayload.StartSnapshot("s")
        : new TopologyPayload.StopSnapshot("s");
  }

  private static Process launch(TestKafka kafka, Path log) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(SyncProcess.class.getName());
    command.add(kafka.bootstrapServers());
    command.add(GROUP);
    File output = log.toFile();
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }
}
