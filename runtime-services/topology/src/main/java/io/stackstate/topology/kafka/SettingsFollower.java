package io.stackstate.topology.kafka;

import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.settings.SettingsNodeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings nodes of some types, as {@code sts_internal_settings} has them: first all that are
 * there, then, whenever it is asked, those that have changed. For one thread; what goes wrong with
 * Kafka is thrown as Kafka's exception, and a new follower begins from the start.
 */
public final class SettingsFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFollower.class);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.SETTINGS, 0);
  private static final Duration LOAD_POLL = Duration.ofMillis(100);
  private static final int TIMEOUT_MILLIS = 15_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Set<String> types;

  /**
   * @param kafka client settings, at least {@code bootstrap.servers}
   * @param types of the nodes to follow; all others are passed over
   */
  public SettingsFollower(Map<String, Object> kafka, Set<String> types) {
    this(connect(kafka), types);
  }

  SettingsFollower(Consumer<byte[], byte[]> consumer, Set<String> types) {
    this.consumer = consumer;
    this.types = Set.copyOf(types);
  }

  /**
   * A node as it is now.
   *
   * @param node null when it is gone
   */
  public record Changed(String type, long id, SettingsNodeName node) {}

  /**
   * Reads what is on the topic now.
   *
   * @return the nodes that are there, in the order of their last change; not all of them when
   *     {@code stopping} became true
   */
  public List<Changed> load(BooleanSupplier stopping) {
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
    long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
    Map<String, Changed> nodes = new LinkedHashMap<>();
    while (!stopping.getAsBoolean() && consumer.position(PARTITION) < end) {
      for (Changed changed : read(LOAD_POLL)) {
        String key = changed.type() + ":" + changed.id();
        nodes.remove(key);
        if (changed.node() != null) {
          nodes.put(key, changed);
        }
      }
    }
    return List.copyOf(nodes.values());
  }

  /** What has changed since the last call, in this order; returns at once. */
  public List<Changed> poll() {
    return read(Duration.ZERO);
  }

  private List<Changed> read(Duration wait) {
    List<Changed> read = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
      Changed changed = changed(record);
      if (changed != null) {
        read.add(changed);
      }
    }
    return read;
  }

  /** Null for what is none of these types, or cannot be understood. */
  private Changed changed(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    int colon = key.indexOf(':');
    if (colon < 0 || !types.contains(key.substring(0, colon))) {
      return null;
    }
    try {
      long id = Long.parseLong(key.substring(colon + 1));
      SettingsNodeName node =
          record.value() == null
              ? null
              : Json.mapper().readValue(record.value(), SettingsNodeName.class);
      return new Changed(key.substring(0, colon), id, node);
    } catch (IOException | NumberFormatException e) {
      LOG.warn("settings node {} is not valid and is passed over: {}", key, e.getMessage());
      return null;
    }
  }

  private static Consumer<byte[], byte[]> connect(Map<String, Object> kafka) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
