package io.stackstate.api.kafka;

import io.stackstate.api.settings.SettingsTopic;
import io.stackstate.model.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** {@code sts_internal_settings}, read from its beginning with a consumer of its own each time. */
public final class KafkaSettingsTopic implements SettingsTopic {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.SETTINGS, 0);

  private final Map<String, Object> config;
  private final SettingsProducer producer;
  private final Duration timeout;

  /**
   * @param timeout how long reading may take
   */
  public KafkaSettingsTopic(
      Map<String, Object> kafka, SettingsProducer producer, Duration timeout) {
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
  public Map<String, byte[]> read() throws IOException, InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      long deadline = System.nanoTime() + timeout.toNanos();
      Map<String, byte[]> values = new HashMap<>();
      while (consumer.position(PARTITION) < end) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException("Kafka: " + Topics.SETTINGS + " was not read in " + timeout);
        }
        consumer.poll(POLL).forEach(record -> fold(values, record));
      }
      return values;
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    } catch (KafkaException e) {
      throw new IOException("Kafka: " + e.getMessage(), e);
    }
  }

  private static void fold(Map<String, byte[]> values, ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      values.remove(record.key());
    } else {
      values.put(record.key(), record.value());
    }
  }

  @Override
  public void publish(LinkedHashMap<String, byte[]> values)
      throws IOException, InterruptedException {
    producer.publish(values);
  }
}
