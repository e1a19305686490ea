package io.stackstate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stackstate.broker.EmbeddedBroker;
import io.stackstate.broker.FreePort;
import io.stackstate.model.Json;
import io.stackstate.model.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph from the log and the log from the graph, on the processes that people run. */
class RebuildIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String ALL = "domain IN (\"snapshots\", \"increments\")";

  @TempDir Path directory;
  private final Load load = new Load();
  private final Random random = new Random();
  private Path data;
  private String url;
  private String[] options;
  private Rest rest;

  /** One life of an installation, because each start costs seconds. */
  @Test
  void rebuildsWhatIsLostAndKeepsThePast() throws Exception {
    begin();
    long before;
    Graph then;
    try (ServerProcess server = start()) {
      awaitReady(server);
      assertThat(rest.putIntegration(Load.SNAPSHOTS, "kill-test").statusCode()).isEqualTo(200);
      assertThat(rest.putIntegration(Load.INCREMENTS, "kill-test").statusCode()).isEqualTo(200);
      then = send(20);
      before = now();
      send(5);
      assertThat(rest.post("/admin/graph/rebuild", "").statusCode()).isEqualTo(200);
      server.kill();
    }
    killedRebuildLeavesTheOldGraph(before, then);
    rebuiltGraphIsUsedFromTheNextStartOn(before, then);
    logIsWrittenAnewFromTheGraph(before, then);
    damagedGraphIsMadeAnewFromTheLog();
  }

  private void killedRebuildLeavesTheOldGraph(long before, Graph then) throws Exception {
    // Also when the process died while the fresh graph was half made.
    if (!Files.exists(data.resolve("graph.next"))) {
      Files.createDirectories(data.resolve("graph.rebuilding/data"));
      Files.write(data.resolve("graph.rebuilding/data/00000000.jdb"), new byte[100]);
    }
    try (ServerProcess server = start()) {
      awaitReady(server);
      assertThat(data.resolve("graph.rebuilding")).doesNotExist();
      check(before, then);
      send(3);
      assertThat(server.stop()).isZero();
    }
  }

  private void rebuiltGraphIsUsedFromTheNextStartOn(long before, Graph then) throws Exception {
    JsonNode layers;
    try (ServerProcess server = start()) {
      awaitReady(server);
      layers = json(rest.get("/api/node/Layer").body());
      assertThat(layers).isNotEmpty();
      assertThat(rest.post("/admin/graph/rebuild", "").statusCode()).isEqualTo(200);
      JsonNode status =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> json(rest.get("/admin/graph/rebuild").body()),
                  s -> s.path("state").asText().equals("Idle"));
      assertThat(status.at("/last/outcome").asText()).as(status.toString()).isEqualTo("Succeeded");
      assertThat(status.at("/last/settings").asInt()).isGreaterThan(layers.size());
      // What is declared and sent after the rebuild must not be lost by the swap.
      assertThat(rest.putIntegration("later", "later").statusCode()).isEqualTo(200);
      send(2);
      assertThat(data.resolve("graph.next")).exists();
      assertThat(server.stop()).isZero();
    }
    try (ServerProcess server = start()) {
      awaitReady(server);
      assertThat(data.resolve("graph.next")).doesNotExist();
      assertThat(data.resolve("graph.old")).exists();
      assertThat(rest.get("/api/integrations").body())
          .contains("urn:stackstate:integration:test:later");
      assertThat(json(rest.get("/api/node/Layer").body())).isEqualTo(layers);
      check(before, then);
      assertThat(verify()).isEqualTo(0);
      assertThat(server.stop()).isZero();
    }
  }

  private void logIsWrittenAnewFromTheGraph(long before, Graph then) throws Exception {
    Graph present = load.expected();
    loseTheLog();
    try (ServerProcess server = start()) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(lastLine(server))
          .contains("the change log is lost or damaged")
          .contains("stackstate graph rebuild --log")
          .contains(data.toString());
    }
    for (int kill = 0; kill < 2; kill++) {
      try (ServerProcess killed = run("--rebuild=LOG")) {
        Instant moment = Instant.now().plusMillis(500 + random.nextInt(3_000));
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(moment) || !killed.alive());
        killed.kill();
      }
    }
    try (ServerProcess rebuild = run("--rebuild=LOG")) {
      // Unless the one that was to be killed was done already.
      int code = rebuild.exitCode();
      String output = rebuild.output();
      assertThat(output).contains(code == 0 ? "The change log is written anew: " : "nothing has");
    }
    try (ServerProcess server = start()) {
      awaitReady(server);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(rest.query(ALL, null)).isEqualTo(present));
      check(before, then);
      send(5);
      check(before, then);
      assertThat(verify()).isEqualTo(0);
      assertThat(server.stop()).isZero();
    }
    try (ServerProcess again = run("--rebuild=LOG")) {
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(lastLine(again)).contains("nothing has to be rebuilt").contains("--force");
    }
  }

  private void damagedGraphIsMadeAnewFromTheLog() throws Exception {
    Graph present = load.expected();
    damageTheGraph();
    try (ServerProcess server = start()) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(lastLine(server))
          .contains("stackstate graph rebuild --offline --data-dir " + data);
    }
    try (ServerProcess rebuild = run("--rebuild=GRAPH")) {
      assertThat(rebuild.exitCode()).as(rebuild.output()).isZero();
      assertThat(rebuild.output()).contains("Settings come back from their journal");
    }
    try (ServerProcess server = start()) {
      awaitReady(server);
      assertThat(rest.get("/api/integrations").body())
          .contains("urn:stackstate:integration:test:later", Load.SNAPSHOTS, Load.INCREMENTS);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(rest.query(ALL, null)).isEqualTo(present));
      send(2);
      assertThat(verify()).isEqualTo(0);
      assertThat(server.stop()).isZero();
    }
  }

  private void begin() throws IOException {
    int port = FreePort.find();
    url = "http://127.0.0.1:" + port;
    data = directory.resolve("data");
    options =
        new String[] {
          "--port=" + port,
          "--receiver-port=" + FreePort.find(),
          "--roles=kafka,stackgraph,synchronization,receiver,api"
        };
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(data, directory.resolve("output.log"), options);
  }

  private ServerProcess run(String what) throws IOException {
    return ServerProcess.start(
        data,
        directory.resolve("output.log"),
        what,
        "--roles=kafka,stackgraph,synchronization,receiver,api");
  }

  private static String lastLine(ServerProcess server) {
    List<String> lines =
        server.output().lines().filter(line -> line.startsWith("stackstate: ")).toList();
    return lines.get(lines.size() - 1);
  }

  /** Sends some payloads and waits until they are visible. */
  private Graph send(int payloads) throws Exception {
    for (int i = 0; i < payloads; i++) {
      rest.accept(load.next());
      load.accepted();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rest.query(ALL, null)).isEqualTo(load.expected()));
    return load.expected().copy();
  }

  private static long now() {
    long now = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > now + 1);
    return now;
  }

  private void check(long before, Graph then) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rest.query(ALL, before)).isEqualTo(then));
  }

  /** How many differences the graph has. */
  private int verify() throws Exception {
    assertThat(rest.post("/admin/graph/verify", "").statusCode()).isEqualTo(200);
    JsonNode status =
        await()
            .atMost(PATIENCE)
            .until(
                () -> json(rest.get("/admin/graph/verify").body()),
                s -> s.path("state").asText().equals("Idle"));
    assertThat(status.at("/last/outcome").asText()).isEqualTo("Succeeded");
    return status.at("/last/count").asInt();
  }

  private void loseTheLog() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.deleteTopics(List.of(Topics.CHANGES)).all().get();
      await()
          .atMost(PATIENCE)
          .until(() -> !admin.listTopics().names().get().contains(Topics.CHANGES));
    }
  }

  private void damageTheGraph() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("graph/data"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jdb")).toList()) {
        Files.write(file, new byte[1 << 16]);
      }
    }
  }

  private void awaitReady(ServerProcess server) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(ready()).as(server.output()).isTrue());
  }

  private boolean ready() throws InterruptedException {
    if (rest == null && Files.exists(data.resolve("secrets.conf"))) {
      rest = new Rest(url, data);
    }
    try {
      return rest != null && rest.get("/readiness").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text);
  }
}
