package io.stackstate.synchronization.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Topics;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.synchronization.SynchronizationService;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances: one works, the others are ready to follow it, in peace or after a crash. */
class StandbyIT {
  private static final String GROUP = "standby";

  private final SyncSettings sync = TestKafka.sync("standby");
  private int sent;

  private record Instance(SynchronizationService service, SimpleMeterRegistry metrics)
      implements AutoCloseable {
    boolean active() {
      return metrics.get("stackstate.synchronization.active").gauge().value() == 1;
    }

    @Override
    public void close() {
      service.close();
    }
  }

  @Test
  void oneWorksAndAnotherFollowsWhenItStopsOrIsKilled(@TempDir Path directory) throws Exception {
    try (TestKafka kafka = new TestKafka(directory.resolve("kafka"))) {
      kafka.createTopic(sync);
      kafka.put(sync);
      Process killed = launch(kafka, directory.resolve("out.log"));
      try {
        feedUntilSeen(kafka);
        try (Instance second = start(kafka, "second")) {
          eventually(() -> assertThat(second.service.ready()).isTrue());
          assertThat(second.active()).isFalse();
          feedUntilSeen(kafka);
          assertThat(second.active()).isFalse();

          feed(kafka);
          killed.destroyForcibly().waitFor();
          feedUntilSeen(kafka);
          assertThat(second.active()).isTrue();

          try (Instance third = start(kafka, "third")) {
            eventually(() -> assertThat(third.service.ready()).isTrue());
            assertThat(third.active()).isFalse();
            second.service.close();
            feedUntilSeen(kafka);
            assertThat(third.active()).isTrue();
            assertThat(third.service.failure()).isEmpty();
          }
        }
      } finally {
        killed.destroyForcibly();
      }
      assertThat(kafka.read(Topics.CHANGES)).as("one record for each component").hasSize(sent);
    }
  }

  private void feed(TestKafka kafka) throws Exception {
    for (int i = 0; i < 50; i++) {
      kafka.sendElements(sync, new TopologyPayload.Component("c" + sent++, "server", "{}", null));
    }
  }

  private void feedUntilSeen(TestKafka kafka) throws Exception {
    feed(kafka);
    eventually(() -> assertThat(kafka.status(sync).createdComponents()).isEqualTo(sent));
  }

  private static void eventually(ThrowingRunnable check) {
    await().atMost(Duration.ofMinutes(4)).ignoreExceptions().untilAsserted(check);
  }

  private static Instance start(TestKafka kafka, String name) {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    SynchronizationService service =
        SynchronizationService.create(
            standby(TestKafka.settings(GROUP), name), kafka.config(), metrics);
    service.start();
    return new Instance(service, metrics);
  }

  static Config standby(Config settings, String name) {
    return ConfigFactory.parseMap(
            Map.of(
                "stackstate.synchronization.standby",
                true,
                "stackstate.synchronization.instanceId",
                name))
        .withFallback(settings);
  }

  private static Process launch(TestKafka kafka, Path log) throws Exception {
    File output = log.toFile();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            SyncProcess.class.getName(),
            kafka.bootstrapServers(),
            GROUP,
            "first")
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start();
  }
}
