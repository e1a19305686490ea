package io.stackstate.synchronization.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Component;
import io.stackstate.model.intake.TopologyPayload;
import io.stackstate.model.settings.SettingsNodeName;
import io.stackstate.model.settings.SyncProgram;
import io.stackstate.model.settings.SyncSettings;
import io.stackstate.model.settings.SyncStatus;
import io.stackstate.synchronization.SynchronizationService;
import io.stackstate.synchronization.program.Programs;
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

/** Programs on a real broker. */
class ProgramIT {
  private static TestKafka kafka;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
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
    SynchronizationService started =
        SynchronizationService.create(TestKafka.settings("program"), kafka.config(), metrics);
    started.start();
    return started;
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofMinutes(4)).ignoreExceptions().untilAsserted(assertion);
  }

  private static List<Component> componentsOf(SyncSettings sync) throws Exception {
    return kafka.components().stream().filter(c -> c.sources().get(0).sync() == sync.id()).toList();
  }

  private static SyncSettings put(SyncSettings sync) throws Exception {
    kafka.put(sync);
    return sync;
  }

  private static TopologyPayload component(String id) {
    return new TopologyPayload.Component(
        id, "Application", "{\"labels\":[\"l1\",\"category:l2\"]}", null);
  }

  @Test
  void runsTheProgramOfASynchronizationAndAppliesChangesWithoutNewData() throws Exception {
    SyncSettings sync = Programs.with(TestKafka.sync("p"), Programs.likeBuiltIn("example:e-1"));
    kafka.createTopic(sync);
    put(sync);
    kafka.sendElements(sync, component("app1"), component("app2"));
    eventually(() -> assertThat(componentsOf(sync)).hasSize(2));
    assertThat(componentsOf(sync).get(0).labels())
        .containsExactly("l1", "category:l2", "example:e-1");
    assertThat(componentsOf(sync).get(0).type()).isEqualTo("application");
    assertThat(componentsOf(sync).get(0).layer()).isEqualTo("Auto-synced Components");

    put(Programs.with(sync, Programs.likeBuiltIn("another")));
    eventually(
        () ->
            assertThat(componentsOf(sync))
                .hasSize(2)
                .allMatch(c -> c.labels().contains("another")));
    service.close();
    int before = kafka.read(Topics.CHANGES).size();
    service = start();
    kafka.sendElements(sync, new TopologyPayload.Delete("app2"));
    eventually(() -> assertThat(componentsOf(sync)).hasSize(1));
    assertThat(kafka.read(Topics.CHANGES).size()).as("nothing is done twice").isEqualTo(before + 1);
    assertThat(
            metrics
                .get("stackstate.sync.stage.latency.seconds.quantile")
                .tags("start_stage", "source", "end_stage", "commit", "integration_type", "test")
                .gauge()
                .value())
        .isNotNegative();
    assertThat(metrics.get("stackstate.sync.blocked.duration.seconds").gauge().value())
        .isNotNegative();
  }

  @Test
  void namesOfPublishedNodesReachTheElements() throws Exception {
    publish("Layer", new SettingsNodeName(77, "urn:x:layer:auto", "Shown", 1.0, List.of()));
    SyncProgram program =
        Programs.of(
            Programs.component(
                Programs.COMPONENT.replace(
                    "{{ resolveOrCreate \"Layer\" element.data.layer \"Auto-synced Components\" }}",
                    "{{ get \"urn:x:layer:auto\" }}")),
            Programs.relation(Programs.RELATION));
    SyncSettings sync = Programs.with(TestKafka.sync("names"), program);
    kafka.createTopic(sync);
    put(sync);
    kafka.sendElements(sync, component("a"));
    eventually(() -> assertThat(componentsOf(sync).get(0).layer()).isEqualTo("Shown"));

    publish("Layer", new SettingsNodeName(77, "urn:x:layer:auto", "Renamed", 1.0, List.of()));
    eventually(() -> assertThat(componentsOf(sync).get(0).layer()).isEqualTo("Renamed"));
  }

  private static void publish(String type, SettingsNodeName node) throws Exception {
    kafka.send(Topics.SETTINGS, type + ":" + node.id(), Json.mapper().writeValueAsBytes(node));
  }

  @Test
  void aProgramThatIsNotToReadHistoryBeginsWhenItWasCreated() throws Exception {
    SyncProgram p = Programs.likeBuiltIn("l");
    SyncSettings sync = TestKafka.sync("latest");
    kafka.createTopic(sync);
    kafka.sendElements(sync, component("before"));
    long created = System.currentTimeMillis() + 1;
    await().until(() -> System.currentTimeMillis() > created);
    kafka.sendElements(sync, component("after"));
    put(
        Programs.with(
            sync,
            new SyncProgram(
                null,
                "test",
                200,
                1_000,
                null,
                false,
                created,
                p.componentIdExtractor(),
                p.relationIdExtractor(),
                p.componentActions(),
                p.defaultComponentAction(),
                p.relationActions(),
                p.defaultRelationAction())));

    eventually(() -> assertThat(componentsOf(sync)).hasSize(1));
    assertThat(componentsOf(sync).get(0).name()).isEqualTo("after");
  }

  @Test
  void aResetIsReportedAndDoneOnce() throws Exception {
    SyncSettings sync = Programs.with(TestKafka.sync("reset"), Programs.likeBuiltIn("l"));
    kafka.createTopic(sync);
    put(sync);
    TopologyPayload[] many = new TopologyPayload[6_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = component("c" + i);
    }
    kafka.sendElements(sync, many);
    eventually(() -> assertThat(kafka.status(sync).components()).isEqualTo(many.length));
    kafka.deleteRecords(sync, 1_000);
    put(Programs.reset(sync, System.currentTimeMillis()));

    eventually(() -> assertThat(kafka.status(sync).deletedComponents()).isEqualTo(1_000));
    eventually(() -> assertThat(kafka.status(sync).status()).isEqualTo(SyncStatus.State.Running));
    assertThat(componentsOf(sync)).hasSize(5_000);
    assertThat(
            kafka.read(Topics.SYNC_STATUS).stream()
                .filter(r -> r.value() != null)
                .map(r -> new String(r.value(), StandardCharsets.UTF_8)))
        .anyMatch(json -> json.contains("\"Resetting\"") && json.contains("\"progress\""));
  }

  @Test
  void severalSynchronizationsOfOneTopicEachGetAllOfItWithAPositionOfTheirOwn() throws Exception {
    SyncSettings first = TestKafka.sync("share-1", "share");
    SyncSettings second =
        Programs.with(
            TestKafka.sync("share-2", "share"),
            Programs.limited(Programs.likeBuiltIn("second"), 10, 10));
    kafka.createTopic(first);
    put(first);
    kafka.sendElements(first, component("a"));
    eventually(() -> assertThat(componentsOf(first)).hasSize(1));
    put(second);
    eventually(() -> assertThat(componentsOf(second)).hasSize(1));
    TopologyPayload[] many = new TopologyPayload[400];
    for (int i = 0; i < many.length; i++) {
      many[i] = component("c" + i);
    }
    kafka.sendElements(first, many);
    eventually(() -> assertThat(kafka.status(first).components()).isEqualTo(401));
    service.close();
    assertThat(kafka.status(second).components()).as("its limit holds it back").isLessThan(401);

    service = start();
    eventually(() -> assertThat(kafka.status(second).components()).isEqualTo(401));
    assertThat(kafka.status(first).createdComponents()).isEqualTo(401);
    assertThat(kafka.status(second).createdComponents()).isEqualTo(401);
    assertThat(throttledSeconds(second)).isPositive();
    assertThat(throttledSeconds(first)).isZero();

    kafka.remove(first);
    eventually(() -> assertThat(kafka.status(first)).isNull());
    put(first);
    kafka.sendElements(first, new TopologyPayload.Delete("a"));
    eventually(() -> assertThat(kafka.status(second).components()).isEqualTo(400));
    eventually(() -> assertThat(kafka.status(first).components()).isEqualTo(400));
    assertThat(kafka.status(first).createdComponents()).as("it starts afresh").isEqualTo(401);
    service.close();
    service = start();
    eventually(() -> assertThat(service.ready()).isTrue());
    kafka.sendElements(first, component("z"));
    eventually(() -> assertThat(kafka.status(second).components()).isEqualTo(401));
    eventually(() -> assertThat(kafka.status(first).components()).isEqualTo(401));
    assertThat(kafka.status(first).createdComponents())
        .as("what was removed once and came again is not removed at every start")
        .isEqualTo(402);
  }

  private double throttledSeconds(SyncSettings sync) {
    return metrics
        .get("stackstate.synchronization.throttled.seconds")
        .tag("sync", sync.identifier())
        .counter()
        .count();
  }

  @Test
  void aFunctionThatNeverEndsFailsItsElementsAndSoonStopsToCostTime() throws Exception {
    SyncProgram program =
        Programs.withComponentActions(
            Programs.likeBuiltIn("l"),
            Programs.component(Programs.COMPONENT),
            Programs.action("loop", "while (true) {}", Programs.COMPONENT, null));
    SyncSettings sync = Programs.with(TestKafka.sync("loop"), program);
    kafka.createTopic(sync);
    put(sync);
    for (int i = 0; i < 500; i++) {
      kafka.sendElements(sync, new TopologyPayload.Component("bad" + i, "loop", "{}", null));
    }
    kafka.sendElements(sync, component("good"));

    eventually(() -> assertThat(componentsOf(sync)).hasSize(1));
    eventually(() -> assertThat(kafka.status(sync).errors()).isEqualTo(500));
    assertThat(kafka.status(sync).errorDetails())
        .allMatch(e -> e.category().equals("Mapping"))
        .anyMatch(e -> e.message().contains("mapping of loop"));
  }
}
