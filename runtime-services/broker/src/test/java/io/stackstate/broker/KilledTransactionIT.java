package io.stackstate.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} amid commits: every transaction must end one way or the other, because behind one
 * that never ends nothing is readable any more.
 */
class KilledTransactionIT {
  private static final int KILLS = 8;

  private final Random random = new Random();

  @Test
  void everyTransactionEndsAfterAKill(@TempDir Path directory) throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      killAmidCommits(directory);
      try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
          Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        try (KafkaProducer<String, String> next = TransactionLoad.producer(broker)) {
          next.initTransactions();
        }
        for (TopicPartition partition : TransactionLoad.PARTITIONS) {
          await()
              .atMost(Duration.ofMinutes(2))
              .untilAsserted(
                  () ->
                      assertThat(end(admin, partition, IsolationLevel.READ_COMMITTED))
                          .isEqualTo(end(admin, partition, IsolationLevel.READ_UNCOMMITTED)));
        }
      }
    }
  }

  private void killAmidCommits(Path directory) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                TransactionLoad.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader()) {
      await()
          .atMost(Duration.ofMinutes(4))
          .until(() -> "committing".equals(output.readLine()) || !process.isAlive());
      Instant end = Instant.now().plusMillis(random.nextInt(500));
      await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(end));
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static long end(Admin admin, TopicPartition partition, IsolationLevel isolation)
      throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
        .partitionResult(partition)
        .get()
        .offset();
  }
}
