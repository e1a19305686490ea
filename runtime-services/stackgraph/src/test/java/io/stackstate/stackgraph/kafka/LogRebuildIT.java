package io.stackstate.stackgraph.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.stackgraph.ElementVersion;
import io.stackstate.stackgraph.SampleTopology;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.ChangeLogWriter;
import io.stackstate.topology.kafka.LiveTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The change log is lost, and written anew from the graph; on a real broker. */
class LogRebuildIT {
  private static final Duration DEADLINE = Duration.ofMinutes(4);
  private static EmbeddedBroker broker;
  private static Map<String, Object> kafka;

  @TempDir Path directory;
  private StackGraph graph;
  private long before;
  private TreeMap<Long, String> expected;

  @BeforeAll
  static void startBroker(@TempDir Path data) {
    broker = EmbeddedBroker.start(data, 0);
    kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** A topology of several commits, of which the graph has all; then the topic is lost. */
  @BeforeEach
  void loseTheLog() throws Exception {
    makeTopic();
    graph = StackGraph.open(ConfigFactory.load(), directory);
    LogIdentity.require(graph, kafka, DEADLINE);
    for (int i = 0; i < 30; i++) {
      List<Change> changes = new ArrayList<>();
      for (int n = 100 * i; n < 100 * i + 100; n++) {
        changes.add(SampleTopology.component(n, "v1-" + n));
        changes.add(SampleTopology.relation(n, n, n / 2));
        changes.add(SampleTopology.componentHealth(n, HealthState.values()[n % 3]));
      }
      commit(changes);
    }
    before = project();
    commit(
        List.of(
            SampleTopology.component(7, "v2"),
            SampleTopology.delete(SampleTopology.component(9, ""))));
    project();
    expected = live();
    // Three relations lost their end.
    assertThat(expected).hasSize(2_999 + 2_997 + 2_999);
    makeTopic();
  }

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void writesTheLogAnewAndGoesOnWithItWithHistoryKept() throws Exception {
    assertThatThrownBy(() -> LogIdentity.require(graph, kafka, DEADLINE))
        .isInstanceOf(StackGraphException.class)
        .hasMessageContaining("was made anew")
        .hasMessageContaining("stackstate graph rebuild --log");
    long applied = graph.appliedCommit();
    List<Long> steps = new ArrayList<>();
    LogRebuild.Result result = LogRebuild.run(graph, kafka, DEADLINE, steps::add);
    assertThat(steps).hasSizeGreaterThan(5).endsWith(result.records());
    LogIdentity.require(graph, kafka, DEADLINE);
    assertThatThrownBy(() -> GraphRebuild.requireHistory(graph))
        .isInstanceOf(StackGraphException.class)
        .hasMessageContaining("--force");
    assertThat(live()).isEqualTo(expected);
    assertThat(graph.appliedCommit()).isGreaterThan(applied);
    assertThat(graph.verify()).isEmpty();
    commit(List.of(SampleTopology.component(7, "v3"), SampleTopology.component(5_000, "new")));
    project();
    reopen();
    LogIdentity.require(graph, kafka, DEADLINE);
    assertThat(name(7, before)).isEqualTo("v1-7");
    assertThat(name(9, before)).isEqualTo("v1-9");
    assertThat(name(7, Long.MAX_VALUE)).isEqualTo("v3");
    assertThat(name(9, Long.MAX_VALUE)).isNull();
    assertThat(name(5_000, Long.MAX_VALUE)).isEqualTo("new");
    List<ElementVersion> versions =
        graph.history(SampleTopology.componentId(7), before, Long.MAX_VALUE).versions();
    assertThat(versions)
        .extracting(version -> version.change().changedFields())
        .containsExactly(List.of("name"), List.of("name"));
    assertThat(versions).extracting(ElementVersion::commit).isSorted();
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void aRebuildThatWasKilledIsBegunAgain() throws Exception {
    long applied = graph.appliedCommit();
    assertThatThrownBy(() -> LogRebuild.run(graph, kafka, DEADLINE, LogRebuildIT::killAfter))
        .isInstanceOf(IllegalStateException.class);
    reopen();
    assertThat(graph.appliedCommit()).isEqualTo(applied);
    assertThatThrownBy(() -> LogIdentity.require(graph, kafka, DEADLINE))
        .isInstanceOf(StackGraphException.class);
    assertThat(LogRebuild.content(kafka)).isEqualTo(LogRebuild.Content.OUR_REMAINS);
    assertThatThrownBy(() -> LogRebuild.run(graph, kafka, DEADLINE, n -> {}))
        .isInstanceOf(StackGraphException.class)
        .hasMessageContaining("is not empty");
    makeTopic();
    assertThat(LogRebuild.content(kafka)).isEqualTo(LogRebuild.Content.NOTHING);
    LogRebuild.run(graph, kafka, DEADLINE, n -> {});
    LogIdentity.require(graph, kafka, DEADLINE);
    assertThat(live()).isEqualTo(expected);
  }

  @Test
  void canBeLostTwice() throws Exception {
    LogRebuild.run(graph, kafka, DEADLINE, n -> {});
    commit(List.of(SampleTopology.component(7, "v3")));
    project();
    expected = live();
    makeTopic();
    assertThatThrownBy(() -> LogIdentity.require(graph, kafka, DEADLINE))
        .isInstanceOf(StackGraphException.class);
    LogRebuild.run(graph, kafka, DEADLINE, n -> {});
    assertThat(live()).isEqualTo(expected);
    commit(List.of(SampleTopology.component(7, "v4")));
    project();
    assertThat(name(7, Long.MAX_VALUE)).isEqualTo("v4");
    assertThat(name(7, before)).isEqualTo("v1-7");
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void tellsTheRecordsOfServicesFromItsOwn() throws Exception {
    commit(List.of(SampleTopology.component(1, "of a service")));
    assertThat(LogRebuild.content(kafka)).isEqualTo(LogRebuild.Content.OTHERS);
  }

  private static void killAfter(long records) {
    if (records >= 3_000) {
      throw new IllegalStateException("killed");
    }
  }

  private void reopen() {
    graph.close();
    graph = StackGraph.open(ConfigFactory.load(), directory);
  }

  /** Lets the graph catch up; returns a time at which it shows what it then has. */
  private long project() {
    try (Projector projector = new Projector(graph, kafka, new SimpleMeterRegistry())) {
      projector.start();
      await().atMost(DEADLINE).until(projector::ready);
    }
    long time = graph.appliedTimeMillis();
    await().atMost(DEADLINE).until(() -> System.currentTimeMillis() > time + 1);
    return time;
  }

  private static void commit(List<Change> changes) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("transactional.id", "log-rebuild-test");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      new ChangeLogWriter(producer, "log-rebuild-test").append(changes);
      producer.commitTransaction();
    }
  }

  /** The live topology: everything that it shows of each element, by id; health by its negative. */
  private static TreeMap<Long, String> live() {
    try (LiveTopology live = new LiveTopology(kafka)) {
      live.start();
      await().atMost(DEADLINE).until(live::ready);
      TopologySnapshot snapshot = live.snapshot();
      TreeMap<Long, String> shown = new TreeMap<>();
      snapshot.components().forEach((int c) -> show(snapshot, c, shown));
      return shown;
    }
  }

  private static void show(TopologySnapshot snapshot, int ordinal, TreeMap<Long, String> shown) {
    long id = snapshot.componentId(ordinal);
    shown.put(id, snapshot.component(ordinal).toString());
    shown.put(-id, snapshot.health(id) + " " + snapshot.propagatedHealth(id));
    snapshot.forEachOutgoing(
        ordinal,
        (relation, neighbour, direction) ->
            shown.put(snapshot.relationId(relation), snapshot.relation(relation).toString()));
  }

  private String name(int n, long timeMillis) throws Exception {
    return graph
        .component(SampleTopology.componentId(n), timeMillis)
        .map(Component::name)
        .orElse(null);
  }

  private static void makeTopic() throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      if (admin.listTopics().names().get().contains(Topics.CHANGES)) {
        admin.deleteTopics(List.of(Topics.CHANGES)).all().get();
        await()
            .atMost(DEADLINE)
            .until(() -> !admin.listTopics().names().get().contains(Topics.CHANGES));
      }
      Topics.Spec spec =
          Topics.FIXED.stream().filter(s -> s.name().equals(Topics.CHANGES)).findFirst().get();
      NewTopic topic = new NewTopic(spec.name(), spec.partitions(), (short) 1);
      admin.createTopics(List.of(topic.configs(spec.config()))).all().get();
    }
  }
}
