package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.broker.FreePort;
import io.stackstate.topology.Changes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAwayIT {

  @Test
  void waitsForKafkaAndForTheTopicAndOutlivesARestartOfTheBroker(@TempDir Path directory)
      throws Exception {
    int port = FreePort.find();
    Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:" + port);
    try (LiveTopology live = new LiveTopology(kafka)) {
      live.start();
      try (EmbeddedBroker broker = EmbeddedBroker.start(directory, port);
          Admin admin = Admin.create(kafka)) {
        assertThat(broker.bootstrapServers()).endsWith(":" + port);
        assertThat(live.ready()).isFalse();
        ChangeLog.create(admin, Map.of());
        try (TestWriter writer = new TestWriter(kafka, "a")) {
          writer.write(List.of(Changes.put(Changes.component(1, "before"))));
        }
        await().atMost(ChangeLog.DEADLINE).until(() -> live.snapshot().componentCount() == 1);
        await().atMost(ChangeLog.DEADLINE).until(live::ready);
      }
      try (EmbeddedBroker broker = EmbeddedBroker.start(directory, port);
          TestWriter writer = new TestWriter(kafka, "a")) {
        assertThat(broker.bootstrapServers()).endsWith(":" + port);
        writer.write(List.of(Changes.put(Changes.component(2, "after"))));
        await().atMost(ChangeLog.DEADLINE).until(() -> live.snapshot().componentCount() == 2);
      }
      assertThat(live.failure()).isEmpty();
    }
  }
}
