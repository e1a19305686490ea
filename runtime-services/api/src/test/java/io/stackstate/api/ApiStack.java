package io.stackstate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stackstate.api.kafka.TestBroker;
import io.stackstate.functions.api.OutsideSource;
import io.stackstate.model.change.Change;
import io.stackstate.model.change.ChangeKey;
import io.stackstate.stackgraph.StackGraph;
import io.stackstate.stackgraph.kafka.GraphRebuild;
import io.stackstate.stackgraph.kafka.Projector;
import io.stackstate.telemetry.EventStore;
import io.stackstate.telemetry.metric.MetricStore;
import io.stackstate.topology.TopologySnapshot;
import io.stackstate.topology.kafka.ChangeLogWriter;
import io.stackstate.topology.kafka.LiveTopology;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The API on a real broker and a real graph, and a writer of the change log. */
final class ApiStack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String WRITER = "api-test-writer";

  /** A token without any permission. */
  static final String NOBODY = "nobody";

  static final String GUEST = "guest";

  private static Config config(String journal) {
    return ConfigFactory.parseString(
            """
              stackstate.api {
                settingsJournal.topic = "%s"
                tokens = [%s, {token: scoped, name: team, scopes: ["label = \\"team:cart\\""]},
                  {token: %s, name: nobody, permissions: []},
                  {token: reader, name: reader, permissions: [access-explore]},
                  {token: scripter, name: scripter, permissions: [execute-scripts]},
                  {token: handler, name: handler, permissions: [read-settings, manage-event-handlers]},
                  {token: keeper, name: keeper,
                    permissions: [read-settings, update-settings, manage-stackpacks]}]
                guestToken = "%s"
                gremlin.enabled = true
              }
              """
                .formatted(journal, HttpApi.TOKEN, NOBODY, GUEST))
        .withFallback(ConfigFactory.load());
  }

  private final Config config;
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final Path directory;
  private final StackGraph graph;
  private final Projector projector;
  private final LiveTopology live = new LiveTopology(TestBroker.config());
  private final KafkaProducer<byte[], byte[]> producer = producer();
  private final ChangeLogWriter writer = new ChangeLogWriter(producer, WRITER);
  private final Set<ChangeKey> written = new HashSet<>();
  private final EventStore events = EventStore.create(ConfigFactory.load(), List::of);
  private final MetricStore points = MetricStore.create(ConfigFactory.load(), List::of);
  private Api api;
  private HttpApi http;

  ApiStack(Path directory) {
    this(directory, journal());
  }

  /** On a store that was lost when the journal has something and the directory nothing. */
  ApiStack(Path directory, String journal) {
    this.config = config(journal);
    this.directory = directory;
    graph = StackGraph.open(config, directory);
    projector = new Projector(graph, TestBroker.config(), metrics);
    projector.start();
    createApi();
    live.start();
    startApi();
    await().atMost(PATIENCE).until(() -> live.ready() && projector.ready());
  }

  /** A fresh one. */
  static String journal() {
    String name = "journal-" + UUID.randomUUID();
    TestBroker.createTopics(
        List.of(new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
    return name;
  }

  HttpApi http() {
    return http;
  }

  /** Stops the API and starts it anew on the same graph. */
  void restartApi() {
    http.close();
    api.close();
    createApi();
    startApi();
  }

  /** Imports settings, and tells the nodes that they became. */
  JsonNode importSettings(String document) throws IOException, InterruptedException {
    HttpApi.Reply reply =
        http.send(
            http.request("/api/import")
                .header("Content-Type", "plain/text")
                .POST(BodyPublishers.ofString(document)));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.json();
  }

  /** Writes a commit and waits until it is live, and in the graph, which answers for the past. */
  TopologySnapshot commit(List<Change> changes) {
    long before = live.snapshot().commit();
    for (Change change : changes) {
      if (change.isDelete()) {
        written.remove(change.key());
      } else {
        written.add(change.key());
      }
    }
    producer.beginTransaction();
    writer.append(changes);
    producer.commitTransaction();
    await().atMost(PATIENCE).until(() -> live.snapshot().commit() > before);
    TopologySnapshot snapshot = live.snapshot();
    await().atMost(PATIENCE).until(() -> graph.appliedCommit() >= snapshot.commit());
    return snapshot;
  }

  /** Other classes have the same change log, and find none of this there. */
  @Override
  public void close() {
    if (!written.isEmpty()) {
      commit(written.stream().map(key -> new Change(key, null)).toList());
    }
    http.close();
    api.close();
    producer.close();
    live.close();
    projector.close();
    graph.close();
    events.close();
    points.close();
  }

  private void createApi() {
    api =
        Api.create(
            config,
            TestBroker.config(),
            new ApiSources(live, graph, events, points, this::rebuild, OutsideSource.NONE),
            metrics);
  }

  private void startApi() {
    http = new HttpApi(api::bind);
    api.start();
    await().atMost(PATIENCE).until(api::ready);
  }

  private GraphRebuild.Result rebuild(boolean loseHistory, GraphRebuild.Watcher watcher) {
    Path fresh = directory.resolveSibling(directory.getFileName() + "-" + System.nanoTime());
    return GraphRebuild.run(
        config, fresh, graph, TestBroker.config(), new SimpleMeterRegistry(), PATIENCE, watcher);
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = new HashMap<>(TestBroker.config());
    config.put("transactional.id", WRITER);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }
}
