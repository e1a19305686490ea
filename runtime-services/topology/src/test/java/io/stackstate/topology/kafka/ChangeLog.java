package io.stackstate.topology.kafka;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The change log topic on the one broker that all tests of this module share. */
final class ChangeLog {
  static final Duration DEADLINE = Duration.ofMinutes(4);
  private static EmbeddedBroker broker;

  private ChangeLog() {}

  static synchronized Map<String, Object> kafka() {
    if (broker == null) {
      try {
        Path directory = Files.createTempDirectory("change-log");
        broker = EmbeddedBroker.start(directory, 0);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static void remove(Path directory) {
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the topic anew, empty, with these settings besides those it always has. */
  static void recreate(Map<String, String> settings) {
    try (Admin admin = Admin.create(kafka())) {
      if (exists(admin)) {
        admin.deleteTopics(List.of(Topics.CHANGES)).all().get();
        Awaitility.await().atMost(DEADLINE).until(() -> !exists(admin));
      }
      create(admin, settings);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  static void create(Admin admin, Map<String, String> settings)
      throws InterruptedException, ExecutionException {
    Map<String, String> all = new HashMap<>();
    all.put("cleanup.policy", "compact");
    all.put("message.timestamp.type", "LogAppendTime");
    all.putAll(settings);
    admin
        .createTopics(List.of(new NewTopic(Topics.CHANGES, 1, (short) 1).configs(all)))
        .all()
        .get();
  }

  /** A producer whose transactions are ready to begin. */
  static Producer<byte[], byte[]> producer(Map<String, Object> kafka, String transactionalId) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("transactional.id", transactionalId);
    config.put("linger.ms", 0);
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static boolean exists(Admin admin) throws InterruptedException, ExecutionException {
    return admin.listTopics().names().get().contains(Topics.CHANGES);
  }
}
