package io.stackstate.stackgraph.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.model.Topics;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.Component;
import io.stackstate.model.change.HealthState;
import io.stackstate.stackgraph.ElementChange;
import io.stackstate.stackgraph.SampleTopology;
import io.stackstate.stackgraph.SettingsNode;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.StackGraphException;
import io.stackstate.stackgraph.StoreUnavailableException;
import io.stackstate.stackgraph.TestStore;
import io.stackstate.stackgraph.cassandra.CassandraServer;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.ChangeLogWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

class ProjectorIT {
  private static final Duration DEADLINE = Duration.ofMinutes(4);
  private static EmbeddedBroker broker;
  private static Map<String, Object> kafka;

  @TempDir Path directory;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private StackGraph graph;
  private KafkaProducer<byte[], byte[]> producer;
  private ChangeLogWriter log;

  @BeforeAll
  static void startBroker(@TempDir Path data) {
    broker = EmbeddedBroker.start(data, 0);
    kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void open() throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      if (admin.listTopics().names().get().contains(Topics.CHANGES)) {
        admin.deleteTopics(List.of(Topics.CHANGES)).all().get();
        await()
            .atMost(DEADLINE)
            .until(() -> !admin.listTopics().names().get().contains(Topics.CHANGES));
      }
      Topics.Spec spec =
          Topics.FIXED.stream().filter(s -> s.name().equals(Topics.CHANGES)).findFirst().get();
      admin
          .createTopics(
              List.of(
                  new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config())))
          .all()
          .get();
    }
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("transactional.id", "projector-test");
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    log = new ChangeLogWriter(producer, "projector-test");
    graph = StackGraph.open(ConfigFactory.load(), directory);
  }

  @AfterEach
  void close() {
    producer.close();
    graph.close();
  }

  @Test
  void rebuildsTheGraphFromTheLogBesideTheOldOne(@TempDir Path fresh) throws Exception {
    for (int n = 0; n < 50; n++) {
      commit(SampleTopology.component(n, "v1"), SampleTopology.relation(n, n, n / 2));
    }
    commit(
        SampleTopology.component(7, "v2"), SampleTopology.delete(SampleTopology.component(9, "")));
    SettingsNode node = new SettingsNode(5, "Sync", "urn:sync:5", "five", "{}", 12);
    graph.settings().put(node);
    Config config = ConfigFactory.load();
    Path target = fresh.resolve("graph");
    GraphRebuild.requireHistory(graph);
    long hourAgo = System.currentTimeMillis() - 3_600_000;

    GraphRebuild.Result result =
        GraphRebuild.run(
            config,
            target,
            graph,
            kafka,
            new SimpleMeterRegistry(),
            DEADLINE,
            GraphRebuild.Watcher.NONE);

    assertThat(result.components()).isEqualTo(49);
    assertThat(result.relations()).isEqualTo(50);
    assertThat(result.settings()).isEqualTo(1);
    try (StackGraph rebuilt = StackGraph.open(config, target)) {
      assertThat(rebuilt.appliedCommit()).isEqualTo(result.commit());
      assertThat(rebuilt.verify()).isEmpty();
      assertThat(rebuilt.settings().get(5)).contains(node);
      assertThat(rebuilt.history(SampleTopology.componentId(7), hourAgo, Long.MAX_VALUE).versions())
          .extracting(version -> version.change().kind())
          .containsExactly(ElementChange.Kind.CREATED, ElementChange.Kind.CHANGED);
    }
    assertThatThrownBy(
            () ->
                GraphRebuild.run(
                    config,
                    target,
                    graph,
                    kafka,
                    new SimpleMeterRegistry(),
                    DEADLINE,
                    GraphRebuild.Watcher.NONE))
        .isInstanceOf(StackGraphException.class)
        .hasMessage("graph directory " + target + " is not empty; a rebuild makes a fresh one");
  }

  @Test
  void aRebuildWithoutALogGivesUp(@TempDir Path fresh) {
    Map<String, Object> nowhere = Map.of("bootstrap.servers", "localhost:1");
    assertThatThrownBy(
            () ->
                GraphRebuild.run(
                    ConfigFactory.load(),
                    fresh,
                    null,
                    nowhere,
                    new SimpleMeterRegistry(),
                    Duration.ofMillis(300),
                    GraphRebuild.Watcher.NONE))
        .isInstanceOf(StackGraphException.class)
        .hasMessageStartingWith("the change log cannot be examined: ");
  }

  @Test
  void foldsTheChangeLogIntoTheGraph() throws Exception {
    commit(SampleTopology.component(1, "a"), SampleTopology.component(2, "b"));
    commit(SampleTopology.relation(1, 1, 2), SampleTopology.componentHealth(1, HealthState.CLEAR));
    try (Projector projector = new Projector(graph, kafka, metrics)) {
      assertThat(projector.ready()).isFalse();
      assertThat(projector.lag()).isEqualTo(-1);
      projector.start();
      await().atMost(DEADLINE).until(projector::ready);

      TopologySnapshot newest = graph.at(Long.MAX_VALUE);
      assertThat(newest.componentCount()).isEqualTo(2);
      assertThat(newest.relationCount()).isEqualTo(1);
      assertThat(newest.health(SampleTopology.componentId(1))).isEqualTo(HealthState.CLEAR);
      await().atMost(DEADLINE).until(() -> projector.lag() == 0);
      assertThat(metrics.get("stackstate.stackgraph.projector.lag").gauge().value()).isZero();
      assertThat(metrics.get("stackstate.stackgraph.projector.commits").counter().count())
          .isEqualTo(2);
      assertThat(metrics.get("stackstate.stackgraph.projector.changes").counter().count())
          .isEqualTo(4);
      assertThat(projector.failure()).isEmpty();
    }
    assertThat(metrics.find("stackstate.stackgraph.projector.lag").gauge()).isNull();
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void commitTimesAreThoseOfTheBroker() throws Exception {
    try (Projector projector = started()) {
      commit(SampleTopology.component(1, "old"));
      awaitName("old");
      long before = graph.appliedTimeMillis();
      await().atMost(DEADLINE).until(() -> System.currentTimeMillis() > before);
      commit(SampleTopology.component(1, "new"));
      awaitName("new");
      assertThat(graph.appliedTimeMillis()).isGreaterThan(before);
      assertThat(name(before)).isEqualTo("old");
      assertThat(graph.at(before - 1).componentCount()).isZero();
      assertThat(projector.failure()).isEmpty();
    }
  }

  @Test
  void resumesWhereItWasAfterARestart() throws Exception {
    try (Projector projector = started()) {
      commit(SampleTopology.component(1, "first"));
      awaitName("first");
      assertThat(projector.failure()).isEmpty();
    }
    long applied = graph.appliedCommit();
    graph.close();
    commit(SampleTopology.component(1, "second"));
    graph = StackGraph.open(ConfigFactory.load(), directory);
    assertThat(graph.appliedCommit()).isEqualTo(applied);
    try (Projector projector = new Projector(graph, kafka, metrics)) {
      projector.start();
      await().atMost(DEADLINE).until(projector::ready);
      assertThat(name(Long.MAX_VALUE)).isEqualTo("second");
      assertThat(metrics.get("stackstate.stackgraph.projector.commits").counter().count())
          .as("each commit counted once, over both lives")
          .isEqualTo(2);
    }
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void takesInALongLogInOrder() throws Exception {
    List<Change> changes = new ArrayList<>();
    for (int n = 0; n < 10_000; n++) {
      changes.add(SampleTopology.component(n % 3_000, "name-" + n));
      if (changes.size() == 500) {
        commit(changes.toArray(new Change[0]));
        changes.clear();
      }
    }
    try (Projector projector = started()) {
      await().atMost(DEADLINE).until(projector::ready);
    }
    assertThat(graph.at(Long.MAX_VALUE).componentCount()).isEqualTo(3_000);
    assertThat(name(Long.MAX_VALUE)).isEqualTo("name-9001");
    assertThat(graph.verify()).isEmpty();
  }

  @Test
  void waitsForAStoreThatIsAwayAndCatchesUp(@TempDir Path cassandra) throws Exception {
    CassandraServer server = CassandraServer.shared();
    graph.close();
    graph =
        StackGraph.open(
            TestStore.cql(server.port(), cassandra).withFallback(ConfigFactory.load()), cassandra);
    Projector early = started();
    commit(SampleTopology.component(1, "before"), SampleTopology.component(2, "b"));
    awaitName("before");
    server.close();
    try {
      commit(SampleTopology.component(1, "meanwhile"), SampleTopology.relation(1, 1, 2));
      awaitRetries(1);
      commit(SampleTopology.component(4, "d"));
      assertThat(early.failure()).isEmpty();
      // What it could not apply it leaves to the next one.
      early.close();
      assertThat(early.failure()).isEmpty();

      try (Projector projector = started()) {
        awaitRetries(2);
        commit(SampleTopology.relation(1, 2, 1), SampleTopology.component(3, "c"));
        assertThat(projector.lag()).isPositive();
        server.start();
        await()
            .atMost(DEADLINE)
            .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
            .until(() -> graph.at(Long.MAX_VALUE).componentCount() == 4);
        assertThat(projector.failure()).isEmpty();
      }
    } finally {
      // Also for other tests, when this one has failed while it was away.
      server.start();
    }
    assertThat(name(Long.MAX_VALUE)).isEqualTo("meanwhile");
    assertThat(graph.verify()).isEmpty();
  }

  private void awaitRetries(int count) {
    Counter retries = metrics.counter("stackstate.stackgraph.projector.retries");
    await().atMost(DEADLINE).until(() -> retries.count() >= count);
  }

  private Projector started() {
    Projector projector = new Projector(graph, kafka, metrics);
    projector.start();
    return projector;
  }

  private void commit(Change... changes) {
    producer.beginTransaction();
    log.append(List.of(changes));
    producer.commitTransaction();
  }

  private void awaitName(String expected) {
    await().atMost(DEADLINE).until(() -> expected.equals(name(Long.MAX_VALUE)));
  }

  private String name(long timeMillis) throws Exception {
    return graph
        .component(SampleTopology.componentId(1), timeMillis)
        .map(Component::name)
        .orElse(null);
  }
}
