package io.stackstate.automation.kafka;

import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.DependencyDirection;
import io.stackstate.model.change.Health;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Problem;
import io.stackstate.model.change.Relation;
import io.stackstate.model.change.Source;
import io.stackstate.model.health.BoundCheckState;
import io.stackstate.model.health.ViewHealth;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationRequest;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** A real broker, and the neighbours of the service on it: synchronization, health, api. */
final class TestKafka implements AutoCloseable {
  private static final List<String> USED =
      List.of(
          Topics.CHANGES,
          Topics.SETTINGS,
          Topics.TOPOLOGY_EVENTS,
          Topics.NOTIFICATIONS,
          Topics.VIEW_HEALTH,
          Topics.NOTIFICATION_REQUESTS);

  private final Optional<EmbeddedBroker> broker;
  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaProducer<byte[], byte[]> synchronization;
  private final ChangeLogWriter log;

  TestKafka(Path directory) throws Exception {
    this(Optional.of(EmbeddedBroker.start(directory, 0)), "");
  }

  /** The neighbours of the service on a broker of somebody else. */
  static TestKafka at(String bootstrapServers) throws Exception {
    return new TestKafka(Optional.empty(), bootstrapServers);
  }

  private TestKafka(Optional<EmbeddedBroker> broker, String bootstrapServers) throws Exception {
    this.broker = broker;
    this.bootstrapServers = broker.map(EmbeddedBroker::bootstrapServers).orElse(bootstrapServers);
    try (Admin admin = Admin.create(config())) {
      admin
          .createTopics(
              Topics.FIXED.stream()
                  .filter(t -> USED.contains(t.name()))
                  .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.config()))
                  .toList())
          .all()
          .get();
    }
    producer = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
    Map<String, Object> transactional = new TreeMap<>(config());
    transactional.put("transactional.id", "synchronization");
    synchronization =
        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
    synchronization.initTransactions();
    log = new ChangeLogWriter(synchronization, "synchronization");
  }

  Map<String, Object> config() {
    return Map.of("bootstrap.servers", bootstrapServers);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  void component(long id) throws IOException {
    component(id, "oncall");
  }

  void component(long id, String tag) throws IOException {
    Component component =
        new Component(
            id,
            "c" + id,
            "service",
            "services",
            "shop",
            List.of(),
            List.of(tag),
            List.of("urn:c:" + id),
            null,
            null,
            null,
            List.of(new Source(1, "c" + id, null)));
    commit(Aspect.COMPONENT, id, component);
  }

  /** Removes a component. */
  void remove(long id) throws IOException {
    commit(Aspect.COMPONENT, id, null);
  }

  void relation(long id, long source, long target) throws IOException {
    commit(
        Aspect.RELATION,
        id,
        new Relation(
            id,
            null,
            "uses",
            source,
            target,
            DependencyDirection.ONE_WAY,
            List.of(),
            null,
            null,
            1,
            "r" + id));
  }

  void problem(long id, long root) throws IOException {
    Problem.Cause cause = new Problem.Cause(root, HealthState.CRITICAL, 5, List.of("disk"));
    commit(Aspect.PROBLEM, id, new Problem(id, cause, List.of(), 9, 9, 5, 5));
  }

  /** What a monitor says of an element under its title; a null title clears it. */
  void health(long id, long monitor, String title) throws IOException {
    BoundCheckState check =
        new BoundCheckState(
            id + monitor,
            "urn:health:stackstate:monitor:" + monitor,
            title,
            HealthState.CRITICAL,
            "why",
            5);
    commit(
        Aspect.HEALTH,
        id,
        title == null
            ? null
            : new Health(id, HealthState.CRITICAL, HealthState.UNKNOWN, List.of(check)));
  }

  /** The health of a view; null for none any more. */
  void view(long id, HealthState state) throws IOException {
    byte[] value =
        state == null ? null : Json.mapper().writeValueAsBytes(new ViewHealth(id, state, 5, null));
    send(Topics.VIEW_HEALTH, Long.toString(id), value);
  }

  private void commit(Aspect aspect, long id, Object value) throws IOException {
    byte[] bytes = value == null ? null : Json.mapper().writeValueAsBytes(value);
    synchronization.beginTransaction();
    log.append(List.of(new Change(new ChangeKey(aspect, id), bytes)));
    synchronization.commitTransaction();
  }

  /** Defines a settings node, in JSON with single quotes. */
  void node(String type, long id, String name, String definition) throws IOException {
    SettingsNodeName node =
        new SettingsNodeName(id, "urn:n:" + id, name, null, null, definition.replace('\'', '"'));
    send(Topics.SETTINGS, type + ":" + id, Json.mapper().writeValueAsBytes(node));
  }

  /** Defines an event handler; a null specification removes it. */
  void handler(long id, String spec) throws IOException {
    byte[] value = null;
    if (spec != null) {
      String definition = "{\"_type\":\"EventHandler\",\"spec\":" + spec.replace('\'', '"') + "}";
      value =
          Json.mapper()
              .writeValueAsBytes(
                  new SettingsNodeName(id, "urn:h:" + id, "h" + id, null, null, definition));
    }
    send(Topics.SETTINGS, "EventHandler:" + id, value);
  }

  void event(TopologyEvent event) throws IOException {
    send(Topics.TOPOLOGY_EVENTS, event.id(), Json.mapper().writeValueAsBytes(event));
  }

  void request(NotificationRequest request) throws IOException {
    send(
        Topics.NOTIFICATION_REQUESTS,
        request.requestId(),
        Json.mapper().writerFor(NotificationRequest.class).writeValueAsBytes(request));
  }

  private void send(String topic, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value));
    producer.flush();
  }

  void topic(String name) throws Exception {
    try (Admin admin = Admin.create(config())) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  /** All records of a topic with one partition. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** What is stored, by key. */
  Map<NotificationKey, byte[]> stored() {
    Map<String, Object> config = new TreeMap<>(config());
    config.put("isolation.level", "read_committed");
    Map<NotificationKey, byte[]> newest = new LinkedHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(Topics.NOTIFICATIONS, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          NotificationKey key = NotificationKey.parse(record.key());
          newest.remove(key);
          if (record.value() != null) {
            newest.put(key, record.value());
          }
        }
      }
    }
    return newest;
  }

  @Override
  public void close() {
    producer.close();
    synchronization.close();
    broker.ifPresent(EmbeddedBroker::close);
  }
}
