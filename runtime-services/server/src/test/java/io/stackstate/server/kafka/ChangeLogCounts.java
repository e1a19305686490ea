package io.stackstate.server.kafka;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Counts the committed records of the change log of a stopped server, per component name. */
public final class ChangeLogCounts {

  /**
   * @param states records that set it
   * @param repeated of those, the ones equal to the one before
   * @param tombstones records that delete it
   */
  public record Count(int states, int repeated, int tombstones) {
    static final Count NONE = new Count(0, 0, 0);
  }

  private final Map<String, Count> byName = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, byte[]> last = new HashMap<>();

  private ChangeLogCounts() {}

  /** Reads the whole log of a Kafka data directory that no process uses. */
  public static Map<String, Count> read(Path directory) {
    ChangeLogCounts counts = new ChangeLogCounts();
    TopicPartition log = new TopicPartition(Topics.CHANGES, 0);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "isolation.level",
                    "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
      consumer.assign(List.of(log));
      consumer.seekToBeginning(List.of(log));
      long end = consumer.endOffsets(List.of(log)).get(log);
      while (consumer.position(log) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(counts::count);
      }
    }
    return counts.byName;
  }

  private void count(ConsumerRecord<String, byte[]> record) {
    if (!record.key().startsWith("component:")) {
      return;
    }
    byte[] value = record.value();
    if (value != null) {
      names.put(record.key(), name(value));
    }
    String name = names.get(record.key());
    Count before = byName.getOrDefault(name, Count.NONE);
    boolean repeats = value != null && Arrays.equals(value, last.put(record.key(), value));
    byName.put(
        name,
        new Count(
            before.states + (value == null ? 0 : 1),
            before.repeated + (repeats ? 1 : 0),
            before.tombstones + (value == null ? 1 : 0)));
    if (value == null) {
      last.remove(record.key());
    }
  }

  private static String name(byte[] value) {
    try {
      return Json.mapper().readTree(value).path("name").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
