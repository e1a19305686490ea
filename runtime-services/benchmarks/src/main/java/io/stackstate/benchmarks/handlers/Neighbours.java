package io.stackstate.benchmarks.handlers;

import io.stackstate.benchmarks.Await;
import io.stackstate.benchmarks.Kafka;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Aspect;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.model.change.Source;
import io.stackstate.model.event.EventTypes;
import io.stackstate.model.event.HealthStateChange;
import io.stackstate.model.intake.TopologyEvent;
import io.stackstate.model.notification.NotificationKey;
import io.stackstate.model.notification.NotificationKey.Kind;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What synchronization, api and health write, for services that are measured without them. */
final class Neighbours implements AutoCloseable {
  private static final int PER_COMMIT = 2_000;
  private static final TopicPartition STATE = new TopicPartition(Topics.NOTIFICATIONS, 0);

  private final Kafka kafka;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Set<NotificationKey> stored = new HashSet<>();
  private final KafkaConsumer<byte[], byte[]> state;

  Neighbours(Kafka kafka) {
    this.kafka = kafka;
    this.producer = kafka.producer();
    Map<String, Object> config = new HashMap<>(kafka.config());
    config.put("isolation.level", "read_committed");
    this.state =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    state.assign(List.of(STATE));
    state.seekToBeginning(List.of(STATE));
  }

  /** Makes components 1 to this number, with ids of the same number, each in a team of its own. */
  void components(int count) throws Exception {
    try (KafkaProducer<byte[], byte[]> transactional =
        kafka.producer(Map.of("transactional.id", "synchronization"))) {
      transactional.initTransactions();
      ChangeLogWriter log = new ChangeLogWriter(transactional, "synchronization");
      for (int first = 1; first <= count; first += PER_COMMIT) {
        List<Change> changes = new ArrayList<>();
        for (int id = first; id < first + PER_COMMIT && id <= count; id++) {
          changes.add(
              new Change(
                  new ChangeKey(Aspect.COMPONENT, id),
                  Json.mapper().writeValueAsBytes(component(id))));
        }
        transactional.beginTransaction();
        log.append(changes);
        transactional.commitTransaction();
      }
    }
  }

  private static Component component(int id) {
    return new Component(
        id,
        "element-" + id,
        "service",
        "services",
        "shop",
        List.of(),
        List.of("team:" + id),
        List.of(Hook.name(id)),
        null,
        null,
        null,
        List.of(new Source(1, "c" + id, null)));
  }

  /** Defines an event handler, in JSON with single quotes; null removes it. */
  void handler(long id, String spec) throws IOException {
    byte[] value = null;
    if (spec != null) {
      String definition = "{\"_type\":\"EventHandler\",\"spec\":" + spec.replace('\'', '"') + "}";
      value =
          Json.mapper()
              .writeValueAsBytes(
                  new SettingsNodeName(id, "urn:h:" + id, "h" + id, null, null, definition));
    }
    byte[] key = ("EventHandler:" + id).getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(Topics.SETTINGS, 0, key, value));
    producer.flush();
  }

  /** Waits until automation executes the handler. */
  void awaitHandler(long id) throws Exception {
    NotificationKey key = NotificationKey.of(Kind.HANDLER, Long.toString(id));
    Await.until(
        "event handler " + id,
        () -> {
          state
              .poll(Duration.ofMillis(50))
              .forEach(r -> stored.add(NotificationKey.parse(r.key())));
          return stored.contains(key);
        });
  }

  /** Raises events of the health of components, as health does. */
  void healthEvents(int count, int components) throws Exception {
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(Json.mapper().writeValueAsBytes(healthEvent(i, 1 + i % components)));
    }
    kafka.send(Topics.TOPOLOGY_EVENTS, events);
  }

  private static TopologyEvent healthEvent(int number, long element) throws IOException {
    return new TopologyEvent(
        "event-" + number,
        "Alerts",
        "Health state changed",
        "",
        EventTypes.HEALTH_STATE_CHANGED,
        List.of(),
        Json.mapper()
            .writeValueAsString(
                new HealthStateChange(
                    element, HealthState.CLEAR, HealthState.CRITICAL, List.of(), List.of())),
        EventTypes.SOURCE,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        1,
        List.of(element));
  }

  /** Waits until automation has committed that it has dealt with all events. */
  void awaitEvents() throws Exception {
    TopicPartition events = new TopicPartition(Topics.TOPOLOGY_EVENTS, 0);
    long end = state.endOffsets(List.of(events)).get(events);
    try (Admin admin = Admin.create(kafka.config())) {
      Await.until(
          "events",
          () -> {
            var offset =
                admin
                    .listConsumerGroupOffsets("automation")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(events);
            return offset != null && offset.offset() >= end;
          });
    }
  }

  @Override
  public void close() {
    state.close();
    producer.close();
  }
}
