package io.stackstate.receiver;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker with the fixed topics, and what stands on them. */
final class KafkaUnderTest {
  private static KafkaUnderTest shared;

  private final String bootstrapServers;

  KafkaUnderTest(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    createFixedTopics();
  }

  /** The one of all tests of the module that are extended with {@link Shared}. */
  static KafkaUnderTest shared() {
    return shared;
  }

  /** One broker for a run of tests: what runs again finds nothing of its first time. */
  static final class Shared implements BeforeAllCallback {
    private record Running(EmbeddedBroker broker, KafkaUnderTest kafka) implements AutoCloseable {
      @Override
      public void close() {
        broker.close();
      }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
      shared =
          context
              .getRoot()
              .getStore(ExtensionContext.Namespace.GLOBAL)
              .computeIfAbsent(Shared.class, key -> start(), Running.class)
              .kafka();
    }

    private static Running start() {
      try {
        Path directory = Files.createTempDirectory("receiver-kafka");
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        return new Running(broker, new KafkaUnderTest(broker.bootstrapServers()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Map<String, Object> settings() {
    return Map.of("bootstrap.servers", bootstrapServers);
  }

  Set<String> topics() {
    try (Admin admin = Admin.create(settings())) {
      return admin.listTopics().names().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All records that stand on a topic now; empty when there is no such topic. */
  List<ConsumerRecord<String, String>> read(String topic) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    if (!topics().contains(topic)) {
      return records;
    }
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < end.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private void createFixedTopics() {
    try (Admin admin = Admin.create(settings())) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          Topics.FIXED.stream()
              .filter(spec -> !existing.contains(spec.name()))
              .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
