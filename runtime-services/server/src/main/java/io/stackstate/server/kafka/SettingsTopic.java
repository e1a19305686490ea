package io.stackstate.server.kafka;

import io.stackstate.model.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the settings that stand on their topic. */
public final class SettingsTopic {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.SETTINGS, 0);
  private static final Duration POLL = Duration.ofSeconds(1);

  private SettingsTopic() {}

  /** The newest value of each key that is not deleted. */
  public static Map<String, byte[]> read(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    Map<String, byte[]> values = new LinkedHashMap<>();
    try (Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  if (record.value() == null) {
                    values.remove(record.key());
                  } else {
                    values.put(record.key(), record.value());
                  }
                });
      }
    }
    return values;
  }
}
