package io.stackstate.api.kafka;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One broker with the fixed topics for all tests of the module that are extended with it. It ends
 * with their run: what runs again finds nothing of its first time.
 */
public final class TestBroker implements BeforeAllCallback {
  private static EmbeddedBroker broker;

  @Override
  public void beforeAll(ExtensionContext context) {
    broker =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(TestBroker.class, key -> start(), EmbeddedBroker.class);
  }

  /** What a client needs to connect. */
  public static Map<String, Object> config() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  public static void createTopics(List<NewTopic> topics) {
    try (Admin admin = Admin.create(config())) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends one record and waits until it is stored. */
  public static void send(String topic, Integer partition, String key, String value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config(), new StringSerializer(), new ByteArraySerializer())) {
      byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, partition, key, bytes)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedBroker start() {
    try {
      EmbeddedBroker started = EmbeddedBroker.start(Files.createTempDirectory("api-kafka"), 0);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", started.bootstrapServers()))) {
        admin.createTopics(Topics.FIXED.stream().map(TestBroker::topic).toList()).all().get();
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NewTopic topic(Topics.Spec spec) {
    return new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
  }
}
