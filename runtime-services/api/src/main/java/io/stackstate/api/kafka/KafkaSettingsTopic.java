package io.stackstate.api.kafka;

import io.stackstate.api.settings.SettingsTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic of settings, read from its beginning with a consumer of its own each time. */
public final class KafkaSettingsTopic implements SettingsTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicPartition partition;
  private final Map<String, Object> config;
  private final SettingsProducer producer;
  private final Duration timeout;

  /**
   * @param topic its name; it has one partition
   * @param timeout how long reading may take
   */
  public KafkaSettingsTopic(
      String topic, Map<String, Object> kafka, SettingsProducer producer, Duration timeout) {
    this.partition = new TopicPartition(topic, 0);
    this.config = new HashMap<>(kafka);
    this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.config.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
    this.producer = producer;
    this.timeout = timeout;
  }

  @Override
  public void forEach(BiConsumer<String, byte[]> visitor) throws IOException, InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      long deadline = System.nanoTime() + timeout.toNanos();
      while (consumer.position(partition) < end) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException("Kafka: " + partition.topic() + " was not read in " + timeout);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.key() != null) {
            visitor.accept(record.key(), record.value());
          }
        }
      }
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    } catch (KafkaException e) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    }
  }

  @Override
  public void publish(LinkedHashMap<String, byte[]> values)
      throws IOException, InterruptedException {
    producer.publish(partition.topic(), values);
  }
}
