package io.stackstate.synchronization.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Component;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.SynchronizationService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynchronizationServiceIT {
  private static TestKafka kafka;

  private MeterRegistry metrics;
  private SynchronizationService service = start();

  @BeforeAll
  static void startBroker(@TempDir Path directory) throws Exception {
    kafka = new TestKafka(directory);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private SynchronizationService start() {
    metrics = new SimpleMeterRegistry();
    SynchronizationService started =
        SynchronizationService.create(TestKafka.settings("it"), kafka.config(), metrics);
    started.start();
    return started;
  }

  private void restart() {
    service.close();
    service = start();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofMinutes(4)).ignoreExceptions().untilAsserted(assertion);
  }

  private static List<Component> componentsOf(SyncSettings sync) throws Exception {
    return kafka.components().stream().filter(c -> c.sources().get(0).sync() == sync.id()).toList();
  }

  private static TopologyPayload component(String id) {
    return new TopologyPayload.Component(id, "application", "{\"labels\":[\"l1\"]}", null);
  }

  @Test
  void findsTheTopicThatTheReceiverCreatesLater() throws Exception {
    SyncSettings sync = TestKafka.sync("later");
    kafka.put(sync);
    eventually(() -> assertThat(kafka.status(sync).status()).isEqualTo(SyncStatus.State.Running));

    kafka.createTopic(sync);
    kafka.sendElements(sync, component("app1"));

    eventually(() -> assertThat(componentsOf(sync)).hasSize(1));
    Component component = componentsOf(sync).get(0);
    assertThat(component.name()).isEqualTo("app1");
    assertThat(component.type()).isEqualTo("application");
    assertThat(component.labels()).containsExactly("l1", "test:later");
    assertThat(component.layer()).isEqualTo("Auto-synced Components");
    SyncStatus status = kafka.status(sync);
    assertThat(status.components()).isEqualTo(1);
    assertThat(status.topic()).isEqualTo("sts_topo_test_later");
    assertThat(status.latencyMillis()).isNotNull();
    assertThat(status.lastDataMillis()).isNotNull();
  }

  @Test
  void readsDataThatWasThereBeforeTheSynchronization() throws Exception {
    SyncSettings sync = TestKafka.sync("before");
    kafka.createTopic(sync);
    kafka.sendElements(sync, component("app1"));

    kafka.put(sync);

    eventually(() -> assertThat(componentsOf(sync)).hasSize(1));
  }

  @Test
  void writesNothingForTheSameMessageTwice() throws Exception {
    SyncSettings sync = TestKafka.sync("twice");
    SyncSettings marker = TestKafka.sync("marker");
    kafka.createTopic(sync);
    kafka.put(sync);
    TopologyPayload[] message = {
      component("a"), component("b"), new TopologyPayload.Relation("r", "a", "b", "u", "{}", null)
    };
    kafka.sendElements(sync, message);
    eventually(() -> assertThat(kafka.status(sync).relations()).isEqualTo(1));
    int before = kafka.read(Topics.CHANGES).size();

    kafka.sendElements(sync, message);
    kafka.sendElements(sync, new TopologyPayload.Delete("a"));

    eventually(() -> assertThat(kafka.status(sync).deletedComponents()).isEqualTo(1));
    // The two tombstones are all that followed the repeated message.
    eventually(() -> assertThat(kafka.read(Topics.CHANGES)).hasSize(before + 2));
    assertThat(kafka.status(marker)).isNull();
  }

  @Test
  void goesOnAfterARestartWithAnOpenSnapshotAndAWaitingRelation() throws Exception {
    SyncSettings sync = TestKafka.sync("restart");
    kafka.createTopic(sync);
    kafka.put(sync);
    kafka.sendElements(
        sync,
        component("old"),
        new TopologyPayload.StartSnapshot("s"),
        component("a"),
        new TopologyPayload.Relation("r", "a", "b", "u", "{}", null));
    eventually(() -> assertThat(kafka.status(sync).parkedRelations()).isEqualTo(1));

    restart();
    kafka.sendElements(sync, component("b"), new TopologyPayload.StopSnapshot("s"));

    eventually(() -> assertThat(kafka.status(sync).deletedComponents()).isEqualTo(1));
    assertThat(componentsOf(sync)).extracting(Component::name).containsExactlyInAnyOrder("a", "b");
    SyncStatus status = kafka.status(sync);
    assertThat(status.createdComponents()).isEqualTo(3);
    assertThat(status.createdRelations()).isEqualTo(1);
    assertThat(status.errors()).isZero();
  }

  @Test
  void givesUpASnapshotWhoseBeginningIsLost() throws Exception {
    SyncSettings sync = TestKafka.sync("lost");
    kafka.createTopic(sync);
    kafka.put(sync);
    kafka.sendElements(
        sync, component("old"), new TopologyPayload.StartSnapshot("s"), component("a"));
    eventually(() -> assertThat(kafka.status(sync).components()).isEqualTo(2));

    service.close();
    kafka.deleteRecords(sync, 2);
    service = start();
    kafka.sendElements(sync, new TopologyPayload.StopSnapshot("s"));

    eventually(() -> assertThat(kafka.status(sync).errors()).isEqualTo(2));
    assertThat(kafka.status(sync).errorDetails())
        .extracting(SyncStatus.Error::category)
        .containsExactlyInAnyOrder("DataLost", "SnapshotNotOpen");
    assertThat(componentsOf(sync)).hasSize(2);
  }

  @Test
  void removesAllElementsOfASynchronizationThatIsDeletedAndStartsAfreshWhenItComesAgain()
      throws Exception {
    SyncSettings sync = TestKafka.sync("removed");
    kafka.createTopic(sync);
    kafka.put(sync);
    TopologyPayload[] many = new TopologyPayload[5_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = component("c" + i);
    }
    kafka.sendElements(sync, many);
    eventually(() -> assertThat(kafka.status(sync).components()).isEqualTo(many.length));

    kafka.remove(sync);
    eventually(() -> assertThat(kafka.status(sync)).isNull());
    assertThat(componentsOf(sync)).isEmpty();
    assertThat(
            kafka.read(Topics.SYNC_STATUS).stream()
                .filter(r -> r.value() != null)
                .map(r -> new String(r.value(), StandardCharsets.UTF_8)))
        .anyMatch(json -> json.contains("\"Deleting\"") && json.contains("urn:sync:removed"));

    kafka.put(sync);
    eventually(() -> assertThat(kafka.status(sync).components()).isEqualTo(many.length));
    assertThat(componentsOf(sync)).hasSize(many.length);
  }

  @Test
  void removesElementsOfASynchronizationThatWasDeletedWhileItWasDown() throws Exception {
    SyncSettings sync = TestKafka.sync("down");
    kafka.createTopic(sync);
    kafka.put(sync);
    kafka.sendElements(sync, component("a"));
    eventually(() -> assertThat(componentsOf(sync)).hasSize(1));

    service.close();
    kafka.remove(sync);
    service = start();

    eventually(() -> assertThat(kafka.status(sync)).isNull());
    assertThat(componentsOf(sync)).isEmpty();
  }

  @Test
  void countsBadRecordsAndClearsTheErrors() throws Exception {
    SyncSettings sync = TestKafka.sync("bad");
    kafka.createTopic(sync);
    kafka.put(sync);
    kafka.send(TestKafka.topicOf(sync), "k", "no JSON".getBytes(StandardCharsets.UTF_8));
    kafka.send(TestKafka.topicOf(sync), "k", null);
    kafka.sendElements(
        sync, new TopologyPayload.Component("bad", null, "{}", null), component("good"));

    eventually(() -> assertThat(kafka.status(sync).errors()).isEqualTo(3));
    eventually(() -> assertThat(componentsOf(sync)).hasSize(1));
    assertThat(kafka.status(sync).errorDetails())
        .anySatisfy(
            e -> {
              assertThat(e.category()).isEqualTo("IdExtractor");
              assertThat(e.externalId()).isEqualTo("bad");
            });

    kafka.put(
        new SyncSettings(
            sync.id(),
            sync.identifier(),
            "renamed",
            sync.instanceType(),
            sync.instanceUrl(),
            null,
            System.currentTimeMillis() + 1));
    eventually(() -> assertThat(kafka.status(sync).errors()).isZero());
    assertThat(kafka.status(sync).name()).isEqualTo("renamed");
  }

  @Test
  void aSecondInstanceTakesOverAndTheFirstFails() throws Exception {
    SyncSettings sync = TestKafka.sync("fence");
    kafka.createTopic(sync);
    kafka.put(sync);
    eventually(() -> assertThat(service.ready()).isTrue());

    SynchronizationService first = service;
    service = start();
    eventually(() -> assertThat(service.ready()).isTrue());
    kafka.sendElements(sync, component("a"));

    eventually(() -> assertThat(first.failure()).isPresent());
    eventually(() -> assertThat(kafka.status(sync).createdComponents()).isEqualTo(1));
    assertThat(first.ready()).isFalse();
    assertThat(service.failure()).isEmpty();
    first.close();
  }

  @Test
  void reportsMetrics() throws Exception {
    SyncSettings sync = TestKafka.sync("metrics");
    kafka.createTopic(sync);
    kafka.put(sync);
    kafka.sendElements(sync, component("a"), component("b"));

    eventually(
        () ->
            assertThat(
                    metrics
                        .get("stackstate.synchronization.components")
                        .tag("sync", sync.identifier())
                        .gauge()
                        .value())
                .isEqualTo(2));
    assertThat(metrics.get("stackstate.synchronization.latency").timer().count()).isPositive();
    assertThat(metrics.get("stackstate.synchronization.lag").gauge().value()).isZero();
  }
}
