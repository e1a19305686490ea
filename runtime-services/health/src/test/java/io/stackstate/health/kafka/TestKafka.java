package io.stackstate.health.kafka;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.health.HealthKey;
import io.stackstate.model.health.HealthStreamRequest;
import io.stackstate.model.health.ViewHealth;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.IntakeHealthMessage;
import io.stackstate.model.intake.IntakeHealthMessage.Stream;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.monitor.MonitorRunRequest;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.topology.kafka.ChangeLogWriter;
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

/** A real broker, and the neighbours of the service on it: receiver, synchronization, api. */
final class TestKafka implements AutoCloseable {
  private static final List<String> USED =
      List.of(
          Topics.CHANGES,
          Topics.INTAKE_HEALTH,
          Topics.HEALTH_STATES,
          Topics.HEALTH_REQUESTS,
          Topics.SETTINGS,
          Topics.MONITOR_STATUS,
          Topics.MONITOR_REQUESTS,
          Topics.MONITOR_RESULTS,
          Topics.TOPOLOGY_EVENTS,
          Topics.GENERIC_EVENTS,
          Topics.STATE_EVENTS,
          Topics.MULTI_METRICS,
          Topics.VIEW_HEALTH);

  private final EmbeddedBroker broker;
  private final KafkaProducer<byte[], byte[]> receiver;
  private final KafkaProducer<byte[], byte[]> synchronization;
  private final ChangeLogWriter log;

  TestKafka(Path directory) throws Exception {
    broker = EmbeddedBroker.start(directory, 0);
    try (Admin admin = Admin.create(config())) {
      admin
          .createTopics(
              Topics.FIXED.stream()
                  .filter(t -> USED.contains(t.name()))
                  .map(TestKafka::topic)
                  .toList())
          .all()
          .get();
    }
    receiver = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
    Map<String, Object> transactional = new TreeMap<>(config());
    transactional.put("transactional.id", "synchronization");
    synchronization =
        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
    synchronization.initTransactions();
    log = new ChangeLogWriter(synchronization, "synchronization");
  }

  Map<String, Object> config() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** What the receiver writes for one part of a health message. */
  void send(String urn, String subStream, HealthPayload payload) throws IOException {
    long now = System.currentTimeMillis();
    Stream stream = new Stream(urn, subStream);
    receiver.send(
        new ProducerRecord<>(
            Topics.INTAKE_HEALTH,
            stream.key().getBytes(StandardCharsets.UTF_8),
            Json.mapper()
                .writeValueAsBytes(new IntakeHealthMessage(payload, stream, "host", now, now))));
  }

  void flush() {
    receiver.flush();
  }

  void request(HealthStreamRequest request) throws IOException {
    receiver.send(
        new ProducerRecord<>(
            Topics.HEALTH_REQUESTS,
            0,
            request.urn().getBytes(StandardCharsets.UTF_8),
            Json.mapper().writeValueAsBytes(request)));
    receiver.flush();
  }

  /** What api publishes of a node; a null definition says that it is gone. */
  void settings(String type, long id, String name, String definition) throws IOException {
    SettingsNodeName node = new SettingsNodeName(id, null, name, null, List.of(), definition);
    put(Topics.SETTINGS, type + ":" + id, definition == null ? null : node);
  }

  void ask(MonitorRunRequest request) throws IOException {
    put(Topics.MONITOR_REQUESTS, request.correlation(), request);
  }

  /** A record as JSON; a null value deletes. */
  void put(String topic, String key, Object value) throws IOException {
    receiver.send(
        new ProducerRecord<>(
            topic,
            0,
            key.getBytes(StandardCharsets.UTF_8),
            value == null ? null : Json.mapper().writeValueAsBytes(value)));
    receiver.flush();
  }

  /** What stands on a compacted topic, by key. */
  <T> Map<String, T> newest(String topic, Class<T> type) throws IOException {
    Map<String, T> newest = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (record.value() == null) {
        newest.remove(key);
      } else {
        newest.put(key, Json.mapper().readValue(record.value(), type));
      }
    }
    return newest;
  }

  /** All that was written to a topic, in its order. */
  <T> List<T> all(String topic, Class<T> type) throws IOException {
    List<T> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
      if (record.value() != null) {
        all.add(Json.mapper().readValue(record.value(), type));
      }
    }
    return all;
  }

  /** What api publishes of a node. */
  void settings(String type, SettingsNodeName node) throws IOException {
    put(Topics.SETTINGS, type + ":" + node.id(), node);
  }

  /** What is said of a view; null for nothing. */
  HealthState viewHealth(long id) throws IOException {
    HealthState state = null;
    for (ConsumerRecord<byte[], byte[]> record : read(Topics.VIEW_HEALTH)) {
      if (new String(record.key(), StandardCharsets.UTF_8).equals(Long.toString(id))) {
        state =
            record.value() == null
                ? null
                : Json.mapper().readValue(record.value(), ViewHealth.class).state();
      }
    }
    return state;
  }

  /** What synchronization does: one commit. */
  void commit(List<Change> changes) {
    synchronization.beginTransaction();
    log.append(changes);
    synchronization.commitTransaction();
  }

  /** The health that the log says, by element. */
  Map<Long, Health> health() throws IOException {
    return said("health:", Health.class);
  }

  /** The problems that are not resolved, by id. */
  Map<Long, Problem> problems() throws IOException {
    return said("problem:", Problem.class);
  }

  private <T> Map<Long, T> said(String prefix, Class<T> type) throws IOException {
    Map<Long, T> said = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(Topics.CHANGES)) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      if (key.startsWith(prefix)) {
        long id = Long.parseLong(key.substring(prefix.length()));
        if (record.value() == null) {
          said.remove(id);
        } else {
          said.put(id, Json.mapper().readValue(record.value(), type));
        }
      }
    }
    return said;
  }

  /** How many records of the log say something of health. */
  long healthRecords() {
    return read(Topics.CHANGES).stream()
        .filter(r -> new String(r.key(), StandardCharsets.UTF_8).startsWith("health:"))
        .count();
  }

  /** The events that were raised, in their order. */
  List<TopologyEvent> events() throws IOException {
    List<TopologyEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(Topics.TOPOLOGY_EVENTS)) {
      events.add(Json.mapper().readValue(record.value(), TopologyEvent.class));
    }
    return events;
  }

  /** The keys of what is stored of the streams. */
  List<HealthKey> stored() {
    Map<String, HealthKey> keys = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(Topics.HEALTH_STATES)) {
      HealthKey key = HealthKey.parse(record.key());
      if (record.value() == null) {
        keys.remove(key.toString());
      } else {
        keys.put(key.toString(), key);
      }
    }
    return List.copyOf(keys.values());
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> config = new TreeMap<>(config());
    config.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      long end = consumer.endOffsets(partition).get(partition.get(0));
      List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
      while (consumer.position(partition.get(0)) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
      return all;
    }
  }

  private static NewTopic topic(Topics.Spec spec) {
    return new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
  }

  @Override
  public void close() {
    receiver.close();
    synchronization.close();
    broker.close();
  }
}
