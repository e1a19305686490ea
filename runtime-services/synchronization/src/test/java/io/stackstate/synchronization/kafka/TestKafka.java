package io.stackstate.synchronization.kafka;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.Relation;
import io.stackstate.model.intake.TopologyElement;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A real broker, and the neighbours of the service on it: receiver, api, and a reader of the log.
 */
final class TestKafka implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;

  TestKafka(Path directory) throws Exception {
    broker = EmbeddedBroker.start(directory, 0);
    producer = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
    admin = Admin.create(config());
    admin
        .createTopics(
            Topics.FIXED.stream()
                .filter(
                    t ->
                        List.of(
                                Topics.CHANGES,
                                Topics.SETTINGS,
                                Topics.SYNC_STATUS,
                                Topics.TOPOLOGY_EVENTS)
                            .contains(t.name()))
                .map(TestKafka::topic)
                .toList())
        .all()
        .get();
  }

  Map<String, Object> config() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Defaults, with a consumer group of its own so that tests do not share offsets. */
  static Config settings(String group) {
    return ConfigFactory.parseMap(Map.of("stackstate.synchronization.groupId", group))
        .withFallback(ConfigFactory.load());
  }

  static SyncSettings sync(String name) {
    return sync(name, name);
  }

  /** A synchronization that reads the same topic as all others with this url. */
  static SyncSettings sync(String name, String url) {
    long id = io.stackstate.model.ElementId.of("Sync", name);
    return new SyncSettings(id, "urn:sync:" + name, name, "test", url, null, 0);
  }

  static String topicOf(SyncSettings sync) {
    return Topics.topology(sync.instanceType(), sync.instanceUrl());
  }

  void createTopic(SyncSettings sync) throws Exception {
    admin.createTopics(List.of(topic(Topics.topologySpec(topicOf(sync))))).all().get();
  }

  void deleteRecords(SyncSettings sync, long before) throws Exception {
    admin
        .deleteRecords(
            Map.of(
                new TopicPartition(topicOf(sync), 0),
                org.apache.kafka.clients.admin.RecordsToDelete.beforeOffset(before)))
        .all()
        .get();
  }

  void put(SyncSettings sync) throws Exception {
    byte[] value = Json.mapper().writeValueAsBytes(sync);
    send(Topics.SETTINGS, "Sync:" + sync.id(), value);
  }

  void remove(SyncSettings sync) throws Exception {
    send(Topics.SETTINGS, "Sync:" + sync.id(), null);
  }

  void sendElements(SyncSettings sync, TopologyPayload... payloads) throws Exception {
    for (TopologyPayload payload : payloads) {
      long now = System.currentTimeMillis();
      sendElement(sync, new TopologyElement(payload, "host", now, now));
    }
    producer.flush();
  }

  void sendElement(SyncSettings sync, TopologyElement element) throws Exception {
    producer.send(
        new ProducerRecord<>(
            topicOf(sync), 0, new byte[] {'k'}, Json.mapper().writeValueAsBytes(element)));
  }

  void send(String topic, String key, byte[] value) throws Exception {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topic, 0, bytes, value)).get();
  }

  void flush() {
    producer.flush();
  }

  /** All committed records of a topic. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> config = new TreeMap<>(config());
    config.put("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  /** The newest value of each key; tombstones take it away. */
  Map<String, byte[]> fold(String topic) {
    Map<String, byte[]> folded = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (record.value() == null) {
        folded.remove(key);
      } else {
        folded.put(key, record.value());
      }
    }
    return folded;
  }

  List<Component> components() throws IOException {
    List<Component> components = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : fold(Topics.CHANGES).entrySet()) {
      if (ChangeKey.parse(entry.getKey().getBytes(StandardCharsets.UTF_8)).aspect()
          == Aspect.COMPONENT) {
        components.add(Json.mapper().readValue(entry.getValue(), Component.class));
      }
    }
    return components;
  }

  List<Relation> relations() throws IOException {
    List<Relation> relations = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : fold(Topics.CHANGES).entrySet()) {
      if (entry.getKey().startsWith("relation:")) {
        relations.add(Json.mapper().readValue(entry.getValue(), Relation.class));
      }
    }
    return relations;
  }

  SyncStatus status(SyncSettings sync) throws IOException {
    byte[] json = fold(Topics.SYNC_STATUS).get(Long.toString(sync.id()));
    return json == null ? null : Json.mapper().readValue(json, SyncStatus.class);
  }

  private static NewTopic topic(Topics.Spec spec) {
    return new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    broker.close();
  }
}
