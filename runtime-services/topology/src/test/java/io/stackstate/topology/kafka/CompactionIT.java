package io.stackstate.topology.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stackstate.model.Topics;
import io.stackstate.topology.NaiveTopology;
import io.stackstate.topology.RandomChanges;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class CompactionIT {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.CHANGES, 0);
  private final Map<String, Object> kafka = ChangeLog.kafka();

  @Test
  void aCompactedLogGivesTheSameTopologyAsTheWholeOne() throws Exception {
    cleanOften();
    ChangeLog.recreate(
        Map.of(
            "segment.ms", "500",
            "min.cleanable.dirty.ratio", "0.01",
            "min.compaction.lag.ms", "0",
            "max.compaction.lag.ms", "1000",
            "delete.retention.ms", "0"));
    NaiveTopology whole = new NaiveTopology();
    try (TestWriter a = new TestWriter(kafka, "a");
        TestWriter b = new TestWriter(kafka, "b");
        LiveTopology fromTheStart = new LiveTopology(kafka)) {
      fromTheStart.addListener((commit, next) -> whole.apply(commit));
      fromTheStart.start();
      RandomChanges changes = new RandomChanges(3, 30);
      int written = 0;
      // Goes on until the cleaner has eaten most of it: its pace is its own.
      for (int i = 0; i < 300 || surviving() > written / 2; i++) {
        for (TestWriter writer : List.of(a, b)) {
          var commit = changes.commit(12);
          writer.write(commit);
          written += commit.size();
        }
        assertThat(written).as("records written until the log was compacted").isLessThan(200_000);
      }
      await().atMost(ChangeLog.DEADLINE).until(() -> fromTheStart.lag() == 0);
      await()
          .atMost(ChangeLog.DEADLINE)
          .until(() -> fromTheStart.ready() && fromTheStart.snapshot().commit() >= lastRecord());
      whole.assertShownBy(fromTheStart.snapshot());
    }
    try (LiveTopology replayed = new LiveTopology(kafka)) {
      replayed.start();
      await().atMost(ChangeLog.DEADLINE).until(replayed::ready);
      assertThat(replayed.badRecords()).isZero();
      whole.assertSameTopology(replayed.snapshot());
    }
  }

  private void cleanOften() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka)) {
      Collection<AlterConfigOp> backoff =
          List.of(
              new AlterConfigOp(
                  new ConfigEntry("log.cleaner.backoff.ms", "100"), AlterConfigOp.OpType.SET));
      ConfigResource allBrokers = new ConfigResource(ConfigResource.Type.BROKER, "");
      admin.incrementalAlterConfigs(Map.of(allBrokers, backoff)).all().get();
    }
  }

  private int surviving() {
    return readAll().count();
  }

  private long lastRecord() {
    return readAll().lastOffset();
  }

  private record Content(int count, long lastOffset) {}

  private Content readAll() {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.get("bootstrap.servers"),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      int count = 0;
      long last = -1;
      while (consumer.position(PARTITION) < end) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          count++;
          last = record.offset();
        }
      }
      return new Content(count, last);
    }
  }
}
